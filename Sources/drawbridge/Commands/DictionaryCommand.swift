import ArgumentParser
import Bridge
import Glibc
import Text

struct DictionaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary",
    abstract: "Build, look into, check and extend the dictionaries behind the glosses.",
    subcommands: [
      DictionaryBuild.self, DictionaryInfoCommand.self, DictionaryLookup.self, DictionaryCheckCommand.self,
      DictionaryImportCommand.self, DictionaryAdd.self,
    ])
}

struct DictionaryBuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile the installed sources; the old dictionary stands until the new one is whole.",
    discussion: "Installs nothing: Deploy/dictionaries does, and a missing source is named with that command.")

  @Option(
    name: .long, help: ArgumentHelp("The folder of installed sources. Default: .drawbridge/sources.", valueName: "dir"))
  var sources: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Only these, such as zh-en,ja-en. Default: all whose sources are there.", valueName: "list"))
  var pairs: String?

  @OptionGroup var dictionaries: DictionaryOptions

  private var wanted: [LanguagePair]? { pairs?.split(separator: ",").compactMap { LanguagePair(name: String($0)) } }

  func validate() throws {
    let known = Set(DictionaryCompiler.pairs.map(\.description))
    guard let names = pairs?.split(separator: ",").map(String.init) else { return }
    if let wrong = names.first(where: { LanguagePair(name: $0) == nil }) {
      throw ValidationError("`\(wrong)` is no pair; there are \(known.sorted().joined(separator: ", "))")
    }
  }

  func run() throws {
    let places = Places()
    if dictionaries.dictionaries == nil { mkdir(places.privateFolder, 0o755) }
    let installed = DictionarySources(folder: sources ?? places.dictionarySources)
    for report in try DictionaryCompiler.build(
      wanted, from: installed, into: dictionaries.folder(places), progress: { Terminal.note($0) })
    {
      let megabytes = JSONWriter.decimal(Double(report.bytes) / 1e6, 1)
      print("\(report.path): \(report.entries) entries, \(report.keys) keys, \(megabytes) MB")
    }
  }
}

struct DictionaryLookup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Look a word up: its entries, readings and senses.")

  @Argument(help: "The word.")
  var word: String

  @Flag(name: .long, help: "One JSON object an entry, a line each.")
  var json = false

  @Option(name: .long, help: ArgumentHelp("Only in dictionaries of this language.", valueName: "tag"))
  var lang: String?

  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let entries = try dictionaries.open(Places()).lookup(word, in: lang)
    for entry in entries { if json { printJSON(entry) } else { printText(entry) } }
    if entries.isEmpty {
      Terminal.note("`\(VisibleText.of(word))` is not in the dictionary")
      throw ExitCode(ExitStatus.refused)
    }
  }

  private func printText(_ entry: DictionaryEntry) {
    let forms = entry.form == entry.variant ? entry.form : "\(entry.form) / \(entry.variant)"
    print(VisibleText.of("\(forms)  \(entry.reading)  [\(entry.languages), \(entry.source)]"))
    for (number, sense) in entry.senses.enumerated() {
      let flags = sense.flags.isEmpty ? "" : "  (\(sense.flags.joined(separator: ", ")))"
      print(VisibleText.of("  \(number + 1). \(sense.text)\(flags)"))
    }
  }

  private func printJSON(_ entry: DictionaryEntry) {
    var writer = JSONWriter()
    writer.object { out in
      out.member("pair", entry.languages.description)
      out.member("form", entry.form)
      out.member("variant", entry.variant)
      out.member("reading", entry.reading)
      out.member("source", entry.source)
      out.name("senses")
      out.array(entry.senses) { out, sense in
        out.object { out in
          out.member("text", sense.text)
          out.member("source", sense.source)
          out.member("flags", sense.flags)
        }
      }
    }
    print(writer.text)
  }
}

struct DictionaryInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Say which dictionaries there are, from which sources, under which licences.")

  @Flag(name: .long, help: "One JSON object a dictionary, a line each.")
  var json = false

  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let opened = try Dictionaries.open(in: dictionaries.folder(Places()))
    for info in opened.info { if json { printJSON(info) } else { printText(info) } }
    for missing in opened.missing { Terminal.note(missing.description) }
    if opened.info.isEmpty { throw ExitCode(ExitStatus.refused) }
  }

  private func printText(_ info: DictionaryInfo) {
    print("\(info.languages)  \(info.path)")
    print("    \(info.entries) entries, \(info.keys) keys, \(info.bytes) bytes, checksum \(info.checksum)")
    for source in info.sources {
      print(VisibleText.of("    \(source.name) \(source.version), \(source.date), \(source.licence)"))
      print(VisibleText.of("        \(source.attribution)"))
    }
  }

  private func printJSON(_ info: DictionaryInfo) {
    var writer = JSONWriter()
    writer.object { out in
      out.member("pair", info.languages.description)
      out.member("path", info.path)
      out.member("bytes", info.bytes)
      out.member("entries", info.entries)
      out.member("keys", info.keys)
      out.member("checksum", info.checksum)
      out.name("sources")
      out.array(info.sources) { out, source in
        out.object { out in
          out.member("id", source.id)
          out.member("name", source.name)
          out.member("version", source.version)
          out.member("date", source.date)
          out.member("licence", source.licence)
          out.member("attribution", source.attribution)
        }
      }
    }
    print(writer.text)
  }
}
