import ArgumentParser
import Bridge
import Foundation
import Postgres
import Store
import Text

struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "The community's own words: what dictionaries lack or explain wrongly to a moderator.",
    discussion: """
      Files in Rules/lexicon/ hold the lasting entries. What reviewers propose takes effect when somebody else who reads \
      the language approved it, and can be taken back. Everything is logged with who did it.

        drawbridge reviewers add lin --reads zh,en
        drawbridge lexicon propose 润 --lang zh --gloss en="run away abroad; emigrate" --flags slang
        drawbridge lexicon approve 3
        drawbridge lexicon list
      """,
    subcommands: [Propose.self, Approve.self, Revert.self, List.self])

  struct Propose: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose a word with its meanings.",
      discussion: """
          drawbridge lexicon propose "touch grass" --lang en --gloss zh="出去走走; 别总上网" --flags slang
        """)

    @OptionGroup var word: LexiconWordOptions
    @Flag(name: .long, help: "One JSON object.") var json = false
    @OptionGroup var dictionaries: DictionaryOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let entry = try word.entry()
      let term = word.term
      let places = Places()
      let id = try DatabaseAccess.with(database, places, acting: actor.name) { db, _ in
        try LexiconStore.propose(entry, on: db)
      }
      guard let id else {
        throw StoreError(
          "`\(term)` stands in the lexicon already; repair: drawbridge lexicon list, then revert it first")
      }
      if json {
        var writer = JSONWriter()
        writer.object { out in out.member("entry", Int(id)) }
        return print(writer.text)
      }
      let known = (try? Dictionaries.open(in: dictionaries.folder(places)).lookup(term, in: word.lang)) ?? []
      let now = known.flatMap(\.senses).prefix(3).map(\.text).joined(separator: "; ")
      print("\(VisibleText.of(term)) is proposed as number \(id)")
      print("  now: \(VisibleText.of(now.isEmpty ? "not in the dictionary" : now))")
      for (locale, meanings) in entry.glosses.sorted(by: { $0.key < $1.key }) {
        print("  then, \(locale): \(VisibleText.of(meanings.joined(separator: "; ")))")
      }
      print("a reader of \(entry.language) approves it: drawbridge lexicon approve \(id)")
    }
  }

  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve a proposed word of a language that you read; it takes effect at once.")

    @Argument(help: "Its number.") var id: Int64
    @OptionGroup var actor: ActorOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let places = Places()
      let approval = try DatabaseAccess.with(database, places, acting: actor.name) { db, _ in
        let approval = try LexiconStore.approve(id, on: db)
        ApprovedWords.keep(try LexiconStore.approved(on: db), places)
        return approval
      }
      switch approval {
      case .approved: print("word \(id) is in the lexicon; take it back: drawbridge lexicon revert \(id)")
      case .missing: throw StoreError("there is no proposed word \(id); repair: drawbridge lexicon list")
      case .own: throw StoreError("word \(id) is your own proposal: somebody else has to approve it")
      case .unread:
        throw StoreError(
          "you are not known as a reader of its language; an administrator says so: drawbridge reviewers add NAME --reads …"
        )
      }
    }
  }

  struct Revert: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a proposed or approved word back.")

    @Argument(help: "Its number.") var id: Int64
    @OptionGroup var actor: ActorOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let places = Places()
      let isThere = try DatabaseAccess.with(database, places, acting: actor.name) { db, _ in
        let isThere = try LexiconStore.revert(id, on: db)
        ApprovedWords.keep(try LexiconStore.approved(on: db), places)
        return isThere
      }
      guard isThere else { throw StoreError("there is no word \(id) to take back; repair: drawbridge lexicon list") }
      print("word \(id) is taken back")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the words that were proposed, or what the files hold.")

    @Option(name: .long, help: "proposed, approved, reverted, open (the first two), all, or files.") var state = "open"
    @Flag(name: .long, help: "One JSON object a line.") var json = false
    @Flag(name: .long, help: "Lines for a file of Rules/lexicon/.") var tsv = false
    @OptionGroup var rules: RulesOptions
    @OptionGroup var database: DatabaseOptions

    private static let states: [String: Set<LexiconStore.State>] = [
      "proposed": [.proposed], "approved": [.approved], "reverted": [.reverted], "open": [.proposed, .approved],
      "all": Set(LexiconStore.State.allCases),
    ]

    func validate() throws {
      guard state == "files" || Self.states[state] != nil else {
        throw ValidationError("--state is proposed, approved, reverted, open, all or files, not `\(state)`")
      }
      if json && tsv { throw ValidationError("--json and --tsv exclude each other") }
    }

    func run() throws {
      let rows = try self.rows()
      if json { return rows.forEach { print($0.json) } }
      if tsv {
        return print(LexiconWriter.text(of: rows.map(\.entry)), terminator: "")
      }
      if rows.isEmpty { return print("no words are \(state)") }
      var table = Table(["number", "word", "language", "meanings", "flags", "state", "by"], flexible: 3)
      for row in rows { table.add(row.cells) }
      for line in table.lines(width: Terminal.width) { print(line) }
    }

    private func rows() throws -> [LexiconRow] {
      let places = Places()
      guard let states = Self.states[state] else {
        let (entries, issues) = LexiconReader.read(folder: rules.folder(places) + "/lexicon")
        for issue in issues { Terminal.note(VisibleText.of(issue.description)) }
        return entries.map { LexiconRow(entry: $0, word: nil) }
      }
      let words = try DatabaseAccess.with(database, places) { db, _ in
        ApprovedWords.keep(try LexiconStore.approved(on: db), places)
        return try LexiconStore.list(states, on: db)
      }
      return words.map { LexiconRow(entry: $0.entry, word: $0) }
    }
  }
}

/// The approved words as a file of this machine, by which `drawbridge gloss` needs no database.
private enum ApprovedWords {
  static func keep(_ entries: [LexiconEntry], _ places: Places) {
    do {
      try FileManager.default.createDirectory(atPath: places.approvedWords, withIntermediateDirectories: true)
      try LexiconWriter.text(of: entries).write(
        toFile: places.approvedWords + "/approved.tsv", atomically: true, encoding: .utf8)
    } catch {
      Terminal.note("the approved words could not be kept for `drawbridge gloss`: \(error.localizedDescription)")
    }
  }
}

/// A word as the list shows it: for a person, for a program, for a file.
private struct LexiconRow {
  var entry: LexiconEntry
  var word: LexiconStore.Word?

  private var meanings: String {
    entry.glosses.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.joined(separator: "; "))" }
      .joined(separator: " · ")
  }

  var cells: [String] {
    [
      word.map { String($0.id) } ?? "", entry.terms.joined(separator: " | "), entry.language, meanings,
      entry.flags.joined(separator: ", "), word?.state.rawValue ?? "file", word?.proposedBy ?? entry.by,
    ]
  }

  var json: String {
    var writer = JSONWriter()
    writer.object { out in
      out.member("entry", word.map { Int($0.id) })
      out.member("terms", entry.terms)
      out.member("lang", entry.language)
      out.member("reading", entry.reading)
      out.name("glosses")
      out.object { out in
        for (locale, meanings) in entry.glosses.sorted(by: { $0.key < $1.key }) { out.member(locale, meanings) }
      }
      out.member("flags", entry.flags)
      out.name("notes")
      out.object { out in for (locale, note) in entry.notes.sorted(by: { $0.key < $1.key }) { out.member(locale, note) }
      }
      out.member("state", word?.state.rawValue ?? "file")
      out.member("by", word?.proposedBy ?? entry.by)
      out.member("approved_by", word?.approvedBy)
      out.member("reverted_by", word?.revertedBy)
    }
    return writer.text
  }
}
