import ArgumentParser

@main
struct Cocarde: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "cocarde", abstract: "x")
}
