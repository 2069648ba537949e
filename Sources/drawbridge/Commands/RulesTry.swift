import ArgumentParser
import Bridge
import Rules
import Text
import Worker

/// What a worker runs to try new rules: not for people.
struct RulesTry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Compile and test the rules on standard input, as a worker asks for it; answers with JSON.",
    shouldDisplay: false)

  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    ChildTrial.Limits().apply()
    let json = try JSONParser.parse(try FileReader.everything(0))
    guard let order = TrialOrder(json) else { throw ValidationError("standard input holds no rules to try") }
    let opened = (try? Dictionaries.open(in: dictionaries.folder(Places()))) ?? .none
    var writer = JSONWriter()
    InProcessTrial(dictionaries: opened).judge(order).write(to: &writer)
    print(writer.text)
  }
}
