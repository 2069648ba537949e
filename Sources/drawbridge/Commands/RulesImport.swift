import ArgumentParser
import Glibc
import Rules
import Text

struct RulesImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write a pack from another system's rules, and list what could not be carried over.",
    discussion: """
      From: \(RuleImport.about.map { "\($0.name) (\($0.text))" }.joined(separator: "; ")).

      Every rule begins as `mode: shadow`. What was not carried over is printed, and stands at the top of the pack as \
      comments: nothing is dropped in silence. Exit status 1 where something was left over.

        drawbridge rules import --from automoderator automod.yaml --pack old-rules
        drawbridge rules import --from wordlist words.txt --policy civility.language
      """)

  @Argument(help: "The file, or - for standard input.", completion: .file()) var file: String
  @Option(name: .long, help: ArgumentHelp("What it comes from.", valueName: "system")) var from: String
  @Option(name: .long, help: "The pack's name, and its file's. Default: the file's name.") var pack: String?
  @Option(name: .long, help: "The policy of its rules. Default: the first of community.yaml.") var policy: String?
  @Option(name: .long, help: "Who answers for it.") var owner = "@trust"
  @Flag(name: .long, help: "Print the pack in place of writing it.") var dryRun = false
  @Flag(name: .long, help: "Replace a pack of this name.") var force = false
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var rules: RulesOptions

  func validate() throws {
    guard RuleImport.names.contains(from) else {
      let nearest = Suggestion.nearest(to: from, among: RuleImport.names)
      throw ValidationError(
        "--from is one of: \(RuleImport.names.joined(separator: ", "))"
          + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
    }
  }

  func run() throws {
    let places = Places()
    let folder = rules.folder(places)
    let files = RuleFiles(folder: folder)
    let policies = RuleOutline.community(of: files).policies.keys.sorted()
    guard let policy = policy ?? policies.first, policies.contains(policy) else {
      throw ValidationError(
        "community.yaml has no policy `\(policy ?? "")`; it has: \(policies.joined(separator: ", "))")
    }
    let base =
      pack
      ?? PackDraft.name(
        file == "-" ? from : String(file.split(separator: "/").last?.prefix { $0 != "." } ?? "imported"))
    let text = try FileReader.input(file)
    guard let imported = RuleImport.read(text, from: from, pack: base, owner: owner, policy: policy) else { return }
    let name = "packs/\(PackDraft.name(base)).yaml"
    let entries = imported.draft.lists.reduce(0) { $0 + $1.entries.count }
    if dryRun && !json {
      print(imported.draft.text, terminator: "")
    } else if !dryRun && !imported.draft.rules.isEmpty {
      try write(imported.draft, files, folder, name)
    }
    report(imported, entries, imported.draft.rules.isEmpty || dryRun ? nil : folder + "/" + name)
    if !imported.leftOver.isEmpty || imported.draft.rules.isEmpty { throw ExitCode(ExitStatus.refused) }
  }

  /// Written only where the folder with it can be used.
  private func write(_ draft: PackDraft, _ files: RuleFiles, _ folder: String, _ name: String) throws {
    if files.texts[name] != nil && !force {
      throw ValidationError("\(folder)/\(name) is there already: name another --pack, or --force")
    }
    var texts = files.texts
    texts[name] = draft.text
    _ = try Rulebook(RuleFiles(texts: texts))
    try FileWriter.write(draft.text, to: folder + "/" + name)
  }

  private func report(_ imported: ImportedRules, _ entries: Int, _ path: String?) {
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("file", path)
        out.member("rules", imported.draft.rules.count)
        out.member("entries", entries)
        out.name("left_over")
        out.array(imported.leftOver) { out, left in
          out.object { out in
            out.member("line", left.line)
            out.member("what", left.what)
            out.member("why", left.why)
          }
        }
      }
      return print(writer.text)
    }
    let summary = "\(imported.draft.rules.count) rules, \(entries) entries, \(imported.leftOver.count) things left over"
    Terminal.note(summary + (path.map { "; wrote \($0)" } ?? ""))
    for left in imported.leftOver { Terminal.note("left over: \(VisibleText.of(left.description))") }
  }
}
