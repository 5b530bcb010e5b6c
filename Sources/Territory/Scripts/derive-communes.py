#!/usr/bin/env python3
"""Derives Data/communes.csv from INSEE's legal populations of the communes.

usage: derive-communes.py insee-populations-communes.csv > Sources/Territory/Data/communes.csv

The input is the file of insee.fr statistics 8680726 (populations légales, Licence Ouverte), one line
a commune, semicolons. It lists the municipal arrondissements of Paris, Marseille and Lyon instead of
the three communes, which are merged here, and not the communes of Mayotte, which are added as an
assumption, nor those of the Pacific, which are added from their own censuses. The output counts communes and inhabitants by department and legal stratum.
"""

import csv
import sys

# The least population of each stratum of CGCT L2121-2.
STRATA = [
    0, 100, 500, 1500, 2500, 3500, 5000, 10000, 20000, 30000, 40000, 50000, 60000, 80000, 100000,
    150000, 200000, 250000, 300000,
]

# Communes whose council has a size of its own; the six destroyed villages of the Meuse have no
# inhabitants, and a commission of three members.
MERGED = {"75": ("75056", 75101, 75120), "13": ("13055", 13201, 13216), "69": ("69123", 69381, 69389)}

# INSEE's census of Mayotte (2017) gives 256,518 inhabitants in 17 communes, Mamoudzou 71,437 of them;
# the model keeps that order of magnitude.
MAYOTTE = [71437, 32156, 17831, 17060, 16150, 13989, 13934, 11442, 10282, 9834, 8920, 7705, 6432, 5507,
           5192, 4905, 3742]

# New Caledonia: municipal population of the 33 communes in 2014, in the order of their codes (décret
# n° 2015-98 du 28 janvier 2015, insee.fr statistics 2122769); the sum is the decree's.
NEW_CALEDONIA = [843, 3005, 5444, 3687, 31812, 612, 2483, 4240, 1958, 2033, 7340, 4252, 3542, 9275, 5648,
                 709, 27155, 99926, 2360, 3374, 20616, 4868, 2370, 2452, 2591, 1463, 3036, 584, 2643, 2087,
                 3160, 1747, 1452]

# French Polynesia: the 48 communes in 2017 by archipelago (Îles du Vent, Îles Sous-le-Vent,
# Tuamotu-Gambier, Marquises, Australes). Each archipelago has the total of its census (ISPF and INSEE,
# 275,918 in all); the communes that no source names share what is left from memory.
POLYNESIA = [10243, 29506, 10033, 14763, 17816, 13021, 11634, 26926, 14209, 28103, 12701, 8078, 10300,
             10549, 6075, 1286, 5234, 4792, 3721, 3736,
             811, 1664, 1637, 300, 1535, 1332, 267, 1530, 1267, 305, 325, 166, 3657, 583, 997, 227, 278,
             612, 2243, 2951, 653, 674, 2213,
             903, 507, 872, 2466, 2217]


def main() -> None:
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    cells: dict[tuple[str, str], list[int]] = {}
    merged: dict[str, int] = {}

    def count(department: str, cell: str, population: int) -> None:
        entry = cells.setdefault((department, cell), [0, 0])
        entry[0] += 1
        entry[1] += population

    for row in rows:
        department, code, population = row["DEP"], row["COM"], int(row["PMUN"])
        if department in MERGED:
            name, first, last = MERGED[department]
            if first <= int(code) <= last:
                merged[name] = merged.get(name, 0) + population
                continue
        if population == 0:
            count(department, code, 0)
        else:
            count(department, str(max(s for s in STRATA if s <= population)), population)
    for department, (name, _, _) in MERGED.items():
        count(department, name, merged[name])
    for department, populations in (("976", MAYOTTE), ("987", POLYNESIA), ("988", NEW_CALEDONIA)):
        for population in populations:
            count(department, str(max(s for s in STRATA if s <= population)), population)

    print("# Communes and inhabitants by department and legal stratum (least population, L2121-2).")
    print('# "=" and a code: one commune whose council has a size of its own (assemblies.csv).')
    print("# Source: INSEE, populations légales, insee.fr statistics 8680726, Licence Ouverte 2.0.")
    print("# Mayotte (976): assumption after the census of 2017; the file does not have it.")
    print("# French Polynesia (987): census of 2017 by archipelago, small communes from memory; New")
    print("# Caledonia (988): décret n° 2015-98. Their councils have the sizes of L2121-2.")
    print("# Made by Sources/Territory/Scripts/derive-communes.py; do not edit.")
    print("department;stratum;communes;population")
    for (department, cell), (communes, population) in sorted(
        cells.items(), key=lambda item: (item[0][0], int(item[0][1]))
    ):
        print(f"{department};{'=' + cell if int(cell) not in STRATA else cell};{communes};{population}")


main()
