import ArgumentParser
import Bridge
import Rules
import Text

/// Where a command finds its rules.
struct RulesOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The rules folder. Default: Rules/ of the project.", valueName: "dir"))
  var rules: String?

  func folder(_ places: Places) -> String { rules ?? places.rules }

  /// The community's lexicon: the words that readers approved, then the files beside the rules. Says which lines cannot be
  /// used. Without `words` from the database the approved ones are those that were known when this machine last asked.
  func lexicon(_ places: Places, _ dictionaries: Dictionaries, _ words: [LexiconEntry]? = nil) -> Lexicon {
    let (entries, issues) = LexiconReader.read(folder: folder(places) + "/lexicon")
    for issue in issues { Terminal.note("\(VisibleText.of(issue.description)); the line is left out") }
    let approved = words ?? LexiconReader.read(folder: places.approvedWords).entries
    return Lexicon(approved + entries, dictionaries: dictionaries)
  }
}

/// Where a command finds its dictionaries.
struct DictionaryOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The folder of compiled dictionaries. Default: .drawbridge/dictionaries.", valueName: "dir"))
  var dictionaries: String?

  func folder(_ places: Places) -> String { dictionaries ?? places.dictionaries }

  /// The rulebook, its word edges judged by the dictionaries that are there.
  func rulebook(_ rules: RulesOptions, _ places: Places) throws -> Rulebook {
    let opened = try Dictionaries.open(in: folder(places))
    for missing in opened.missing {
      Terminal.note(
        "\(missing.name) is not there: Chinese word edges, sounds and glosses are not judged; run `\(missing.command)`")
    }
    return try Rulebook(folder: rules.folder(places), dictionaries: opened)
  }

  /// The rulebook of these files, the same way.
  func rulebook(_ files: RuleFiles, _ places: Places) throws -> Rulebook {
    try Rulebook(files, dictionaries: try Dictionaries.open(in: folder(places)))
  }

  /// The dictionaries that are there; says what is missing, since glosses will lack it.
  func open(_ places: Places) throws -> Dictionaries {
    let opened = try Dictionaries.open(in: folder(places))
    for missing in opened.missing { Terminal.note(missing.description) }
    return opened
  }
}
