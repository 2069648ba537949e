import ArgumentParser
import Bridge
import Text

struct DictionaryCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with dictionaries, their sources and the lexicon, and how to repair it.",
    discussion: "Every compiled file is read in full. Status 1 where something is wrong.")

  @Flag(name: .long, help: "One JSON object a finding, a line each.")
  var json = false

  @Option(
    name: .long, help: ArgumentHelp("The folder of installed sources. Default: .drawbridge/sources.", valueName: "dir"))
  var sources: String?

  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let places = Places()
    let check = DictionaryCheck(
      folder: dictionaries.folder(places),
      sources: DictionarySources(folder: sources ?? places.dictionarySources),
      lexicon: rules.folder(places) + "/lexicon")
    for finding in check.findings { if json { printJSON(finding) } else { printText(finding) } }
    if check.findings.contains(where: { !$0.isGood }) { throw ExitCode(ExitStatus.refused) }
  }

  private func printText(_ finding: DictionaryCheck.Finding) {
    let mark = finding.isGood ? Terminal.paint("ok", "32") : Terminal.paint("wrong", "31")
    print("\(VisibleText.of(finding.subject)): \(mark): \(VisibleText.of(finding.finding))")
    if let repair = finding.repair { print("    repair: \(VisibleText.of(repair))") }
  }

  private func printJSON(_ finding: DictionaryCheck.Finding) {
    var writer = JSONWriter()
    writer.object { out in
      out.member("subject", finding.subject)
      out.member("ok", finding.isGood)
      out.member("finding", finding.finding)
      out.member("repair", finding.repair)
    }
    print(writer.text)
  }
}
