import ArgumentParser
import Glibc
import Rules
import Text

struct RulesFormat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay the rule files out in one way; comments and the order of everything stay.",
    discussion: """
      Blanks at the ends of lines and CRLF go; one blank after commas, none inside brackets; one blank line between rules. \
      What comes out is read again and compared: a file that would say something else is left alone.

        drawbridge rules fmt
        drawbridge rules fmt Rules/packs/contact.yaml
        drawbridge rules fmt --check          changes nothing, exit status 1 where something would change
      """)

  @Argument(help: "Files. Default: every file of the rules folder.", completion: .file()) var files: [String] = []
  @Flag(name: .long, help: "Change nothing; name the files that would change.") var check = false
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var rules: RulesOptions

  func run() throws {
    var changed: [String] = []
    var failures: [String] = []
    for path in try paths() {
      guard let text = FileReader.text(path) else {
        failures.append("\(path): cannot be read as UTF-8")
        continue
      }
      do {
        let formatted = path.hasSuffix(".txt") ? RuleFormatter.list(text) : try RuleFormatter.yaml(text, file: path)
        if formatted == text { continue }
        changed.append(path)
        if !check { try FileWriter.write(formatted, to: path) }
      } catch let error as RuleFileIssue {
        failures.append("\(error.place): \(error.message)")
      } catch let error as RuleFormatter.Failure {
        failures.append(error.description)
      }
    }
    report(changed, failures)
    if !failures.isEmpty || (check && !changed.isEmpty) { throw ExitCode(ExitStatus.refused) }
  }

  private func paths() throws -> [String] {
    if !files.isEmpty { return files }
    let folder = rules.folder(Places())
    let read = RuleFiles(folder: folder)
    if let issue = read.issues.first { throw issue }
    return read.texts.keys.filter { $0 != RuleFiles.measured }.sorted().map { folder + "/" + $0 }
  }

  private func report(_ changed: [String], _ failures: [String]) {
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("changed", changed)
        out.member("failed", failures)
        out.member("written", !check)
      }
      return print(writer.text)
    }
    for path in changed { print("\(check ? "would change" : "laid out"): \(VisibleText.of(path))") }
    for failure in failures { Terminal.complain(VisibleText.of(failure)) }
    if changed.isEmpty && failures.isEmpty { print("nothing to change") }
  }
}
