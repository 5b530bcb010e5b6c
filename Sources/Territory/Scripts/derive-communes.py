#!/usr/bin/env python3
"""Derives Data/communes.csv from INSEE's legal populations of the communes.

usage: derive-communes.py insee-populations-communes.csv > Sources/Territory/Data/communes.csv

The input is the file of insee.fr statistics 8680726 (populations légales, Licence Ouverte), one line
a commune, semicolons. It lists the municipal arrondissements of Paris, Marseille and Lyon instead of
the three communes, which are merged here, and not the communes of Mayotte, which are added as an
assumption. The output counts communes and inhabitants by department and legal stratum.
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
    for population in MAYOTTE:
        count("976", str(max(s for s in STRATA if s <= population)), population)

    print("# Communes and inhabitants by department and legal stratum (least population, L2121-2).")
    print('# "=" and a code: one commune whose council has a size of its own (assemblies.csv).')
    print("# Source: INSEE, populations légales, insee.fr statistics 8680726, Licence Ouverte 2.0.")
    print("# Mayotte (976): assumption after the census of 2017; the file does not have it.")
    print("# Made by Sources/Territory/Scripts/derive-communes.py; do not edit.")
    print("department;stratum;communes;population")
    for (department, cell), (communes, population) in sorted(
        cells.items(), key=lambda item: (item[0][0], int(item[0][1]))
    ):
        print(f"{department};{'=' + cell if int(cell) not in STRATA else cell};{communes};{population}")


main()
