import ArgumentParser

struct Cases: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The reviewers' cases: list, show, claim, decide, undo.",
    discussion: """
        drawbridge cases list
        drawbridge cases show 12
        drawbridge cases claim 12
        drawbridge cases decide 12 remove --reason "moves people to a private contact"
      """,
    subcommands: [CasesList.self, CasesShow.self, CasesClaim.self, CasesDecide.self, CasesUndo.self])
}

/// Who acts, where a private cluster has one person at home.
struct ActorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Who acts, in a private cluster only; the event says so.", valueName: "name"))
  var name: String?
}
