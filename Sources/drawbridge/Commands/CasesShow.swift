import ArgumentParser
import Bridge
import Postgres
import Review
import Rules
import Store
import Text

struct CasesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a case: the text with its hits, reading and gloss in columns, and why it is here.",
    discussion: """
      Whoever holds the case decides what was shown to them here last.

      Of a blind case neither the hits nor the rules nor the verdict are shown until it is decided: what people say of \
      such posts measures the rules. --reveal shows them all the same; the event says so, and the rules' precision \
      (`rules stats`) does not count what is decided then.
      """)

  @Argument(help: "The case's number.")
  var id: Int64

  @Option(
    name: .long,
    help: ArgumentHelp("The language that you read. Default: the setting `reader`, else en.", valueName: "tag"))
  var reader: String?

  @Flag(name: .long, help: "Show why a blind case is here, before it is decided.")
  var reveal = false

  @Flag(name: .long, help: "Show the text of a private message; the event says who opened it.")
  var open = false

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let places = Places()
    let (detail, words) = try DatabaseAccess.with(database, places, acting: actor.name) { db, _ in
      if reveal { try CaseStore.reveal(id, on: db) }
      let detail = try open ? CaseStore.open(id, on: db) : CaseStore.detail(id, on: db)
      if let detail, detail.summary.claimedBy != nil { try CaseStore.noteShown(id, version: detail.version, on: db) }
      return (detail, try LexiconStore.approved(on: db))
    }
    guard let detail else { throw StoreError("there is no case \(id); repair: drawbridge cases list") }
    let detector = LanguageDetector()
    let opened = try dictionaries.open(places)
    let glosser = Glosser(dictionaries: opened, detector: detector, lexicon: rules.lexicon(places, opened, words))
    let card = try CaseCard(
      detail, reader: try reader ?? places.setting("reader") ?? "en", glosser: glosser, detector: detector,
      rulebook: try? Rulebook(folder: rules.folder(places)))
    if json {
      var writer = JSONWriter()
      card.write(to: &writer)
      print(writer.text)
    } else {
      for line in card.lines(width: Terminal.width) { print(line) }
    }
  }
}
