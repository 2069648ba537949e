import ArgumentParser
import Postgres
import Rules
import Store
import Text

struct ListsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lists",
    abstract: "The emergency lane: add an entry to a list at once, for a while, without touching a file.",
    discussion: """
      Workers match it within two seconds. It ends by itself; confirm it for longer, or better: write it into the list's \
      file and end it here. Everything is logged with who did it.

        drawbridge lists add "领取内部名额" --list contact_invites --for 24h --reason "wave since noon"
        drawbridge lists pending
        drawbridge lists confirm 3 --for 7d
      """,
    subcommands: [Add.self, Pending.self, Confirm.self, End.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add an entry to a list for some time.",
      discussion: """
        The rules are compiled with it and their tests run before it is added: an entry that breaks a test is refused.

          drawbridge lists add "领取内部名额" --list contact_invites --for 24h
        """)

    @Argument(help: "The entry.") var term: String
    @Option(name: .long, help: "The list's name, or PACK/NAME where two packs have it.") var list: String
    @Option(
      name: .customLong("for"), help: ArgumentHelp("For how long, 7d at most.", valueName: "duration"),
      transform: TimeOption.emergency)
    var duration = Seconds.hours(24)
    @Option(name: .long, help: "Why, for whoever confirms it.") var reason: String?
    @Flag(name: .long, help: "Add it though tests of the rules fail with it.") var force = false
    @Flag(name: .long, help: "One JSON object.") var json = false
    @OptionGroup var rules: RulesOptions
    @OptionGroup var dictionaries: DictionaryOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      if term.allSatisfy(\.isWhitespace) { throw ValidationError("the entry is empty") }
      if term.utf8.count > HurriedEntry.longest {
        throw ValidationError("the entry is longer than \(HurriedEntry.longest) bytes")
      }
    }

    func run() throws {
      let places = Places()
      let (id, entry) = try DatabaseAccess.with(database, places, acting: actor.name) { db, _ in
        let base = try RulesInService.files(rules, places, on: db)
        let pack = try owningPack(of: base)
        let entry = HurriedEntry(
          pack: pack.pack, list: pack.list, term: term, until: Timestamp.now() + duration, by: "")
        try check(base, entry)
        let id = try ListAdditions.add(
          term, to: pack.list, of: pack.pack, for: duration.inSeconds, reason: reason, on: db)
        return (id, entry)
      }
      if json {
        var writer = JSONWriter()
        writer.object { out in
          out.member("addition", Int(id))
          out.member("pack", entry.pack)
          out.member("list", entry.list)
          out.member("until", entry.until?.description)
        }
        print(writer.text)
      } else {
        print(
          "\(VisibleText.of(term)) is in \(entry.pack)/\(entry.list) until \(entry.until?.description ?? ""); "
            + "to be confirmed: drawbridge lists confirm \(id)")
      }
    }

    private func owningPack(of files: RuleFiles) throws -> (pack: String, list: String) {
      let known = try dictionaries.rulebook(files, Places()).listNames
      let parts = list.split(separator: "/").map(String.init)
      let found = known.filter { parts.count == 2 ? $0 == (parts[0], parts[1]) : $0.list == list }
      if found.count > 1 {
        throw ValidationError(
          "two packs have a list `\(list)`: say \(found.map { "\($0.pack)/\($0.list)" }.joined(separator: " or "))")
      }
      guard let list = found.first else {
        let nearest = Suggestion.nearest(to: self.list, among: known.map(\.list))
        throw ValidationError("there is no list `\(self.list)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
      }
      return list
    }

    private func check(_ files: RuleFiles, _ entry: HurriedEntry) throws {
      let before = files.texts[RuleFiles.additions].map { $0 + "\n" } ?? ""
      let rulebook = try dictionaries.rulebook(files.adding(before + entry.line), Places())
      if let left = rulebook.quarantined.first(where: {
        ($0.entry.pack, $0.entry.list, $0.entry.term) == (entry.pack, entry.list, entry.term)
      }), case .unusable(let why) = left.reason {
        throw StoreError("the entry cannot be looked for in \(entry.pack)/\(entry.list): \(why); nothing was added")
      }
      let failures = RuleTestRun(rulebook).failures
      guard let failure = failures.first, !force else { return }
      throw StoreError(
        "with this entry \(failures.count) tests fail, first \(failure.place), \(failure.rule): \(failure.message); "
          + "nothing was added (--force adds it all the same)")
    }
  }

  struct Pending: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the entries that were added in a hurry.")

    @Flag(name: .long, help: "One JSON object a line.") var json = false
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let additions = try DatabaseAccess.with(database, Places()) { db, _ in try ListAdditions.list(on: db) }
      if json {
        for addition in additions {
          var writer = JSONWriter()
          writer.object { addition.write(to: &$0) }
          print(writer.text)
        }
        return
      }
      if additions.isEmpty { return print("no entries were added in a hurry") }
      var table = Table(["number", "entry", "list", "until", "by", "confirmed by", "reason"], flexible: 6)
      for addition in additions {
        table.add([
          String(addition.id), addition.entry.term, "\(addition.entry.pack)/\(addition.entry.list)",
          addition.entry.until?.description ?? "for good", addition.entry.by, addition.confirmedBy ?? "",
          addition.reason ?? "",
        ])
      }
      for line in table.lines(width: Terminal.width) { print(line) }
    }
  }

  struct Confirm: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Confirm an entry, for longer or for good.")

    @Argument(help: "Its number.") var id: Int64
    @Option(
      name: .customLong("for"), help: ArgumentHelp("For how long from now. Default: for good.", valueName: "duration"),
      transform: TimeOption.confirmed)
    var duration: Seconds?
    @OptionGroup var actor: ActorOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let isThere = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
        try ListAdditions.confirm(id, for: duration?.inSeconds, on: db)
      }
      guard isThere else { throw StoreError("there is no entry \(id) to confirm; repair: drawbridge lists pending") }
      print("confirmed \(duration.map { "for \($0)" } ?? "for good"); write it into the list's file when you can")
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take an entry away that was added in a hurry.")

    @Argument(help: "Its number.") var id: Int64
    @OptionGroup var actor: ActorOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let isThere = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
        try ListAdditions.end(id, on: db)
      }
      guard isThere else { throw StoreError("there is no entry \(id); repair: drawbridge lists pending") }
      print("ended; workers drop it within two seconds")
    }
  }
}

extension ListAdditions.Addition {
  func write(to out: inout JSONWriter) {
    out.member("addition", Int(id))
    out.member("entry", entry.term)
    out.member("pack", entry.pack)
    out.member("list", entry.list)
    out.member("until", entry.until?.description)
    out.member("added_at", addedAt.description)
    out.member("by", entry.by)
    out.member("confirmed_by", confirmedBy)
    out.member("reason", reason)
  }
}
