import ArgumentParser
import Bridge
import Foundation

/// Trains the model that tells languages apart and writes its file; `Languages` of the Bridge's documentation has the recipe.
@main
struct LanguageTrainer: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the language model from installed word lists.",
    discussion: """
      The same lists, plan and seed give the same bytes. Prints the share of right answers on words that were kept from \
      the training and, with --development, on texts of your own (a tag, a tab and a text a line).
      """)

  @Option(help: ArgumentHelp("Where pip installed the lists.", valueName: "dir"))
  var packages: String

  @Option(help: ArgumentHelp("Where mr.txt and hi.txt lie.", valueName: "dir"))
  var lists: String

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "Sources/CLanguages/languages.model"

  @Option(help: ArgumentHelp("Texts to score, not to train on.", valueName: "file"))
  var development: [String] = []

  @Option(help: "Keep one word in so many from the training, and score those at the end.")
  var keep = 0

  @Option(
    help: ArgumentHelp(
      "A model trained with --keep, whose temperatures to take; its words were met by none.", valueName: "file"))
  var temperatures: String?

  @Option(help: ArgumentHelp("The program of eldc 0.4.0, a teacher beside the lists.", valueName: "file"))
  var teacher: String?

  @Option(help: "How many times the plan's bags to draw.")
  var effort = 1.0

  @Option var step: Double = 0.25
  @Option var flat: Double = 0.6
  @Option var forget: Double = 0.3

  @Option var seed: UInt64 = 20_250_119

  func validate() throws {
    if (keep == 0) == (temperatures == nil) { throw ValidationError("give either --keep or --temperatures") }
  }

  func run() throws {
    var plan = TrainingPlan()
    plan.seed = seed
    plan.step = Float(step)
    plan.flatShare = flat
    plan.forgetShare = forget
    let builder = try VocabularyBuilder(sources: WordSources(folder: packages, lists: lists), keepsAway: keep)
    var groups: [(LanguageGroup, [Vocabulary])] = []
    for group in LanguageGroup.allCases {
      let vocabularies = try builder.vocabularies(of: group)
      groups.append((group, vocabularies))
      note("\(group): " + vocabularies.map { "\($0.tag) \($0.words.count)" }.joined(separator: ", "))
    }
    note("choosing words")
    let words = WordChoice(
      groups, limit: Int(Double(plan.lineCount * LanguageModelFormat.wordsOfLine) * plan.wordShare))
    let table = WeightTable(rows: plan.pieceCount + words.all.count)
    var trainers: [GroupTrainer] = []
    for (group, vocabularies) in groups {
      let trainer = GroupTrainer(
        group: group, vocabularies: vocabularies, table: table, plan: plan,
        wordRows: words.rows(of: group, from: plan.pieceCount))
      trainers.append(trainer)
      let bags = Int(Double(plan.bags[group.rawValue]) * effort)
      let teacher = group == .latin ? teacher.map(Teacher.init) : nil
      try trainer.train(bags: bags, seed: plan.seed + UInt64(group.rawValue), teacher: teacher) { done, loss in
        note("\(group) \(Int(done * 100)) % loss \(String(format: "%.4f", loss))")
      }
      score(trainer)
    }
    let writer = ModelWriter(plan: plan, table: table, attribution: Attribution.text)
    let rows = words.all.map { entry in
      (word: entry.word, group: entry.group, scores: trainers[entry.group.rawValue].scores(of: entry.word))
    }
    let flatTemperatures = [Float](
      repeating: 1, count: LanguageGroup.allCases.count * LanguageModelFormat.temperatureSteps)
    let first = writer.bytes(words: rows, temperatures: flatTemperatures)
    let fitted =
      try temperatures.map { try LanguageModel(path: $0).temperatures }
      ?? Calibration(model: LanguageModel(bytes: first), groups: groups, seed: plan.seed).temperatures()
    let bytes = writer.bytes(words: rows, temperatures: fitted)
    try Data(bytes).write(to: URL(filePath: output))
    note("\(output): \(bytes.count) bytes")
    for file in development {
      try Development(file: file, detector: LanguageDetector(LanguageModel(bytes: bytes))).print()
    }
  }

  /// The share of held words that the group's rows give to their language.
  private func score(_ trainer: GroupTrainer) {
    var right = 0
    var all = 0
    for (lane, vocabulary) in trainer.vocabularies.enumerated() where vocabulary.weight == 1 {
      for word in vocabulary.held {
        let scores = trainer.scores(of: word).prefix(trainer.vocabularies.count)
        all += 1
        if scores.max() == scores[lane] { right += 1 }
      }
    }
    if all > 0 {
      print("\(trainer.group): \(String(format: "%.2f", 100 * Double(right) / Double(all))) % of \(all) held words")
    }
  }

  private func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
