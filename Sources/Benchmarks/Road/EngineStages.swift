import Bridge
import Rules
import Store
import Text

/// Where the engine's time goes: each stage alone, over the road's own posts, on one thread.
struct EngineStages {
  /// Microseconds a post, in the order of the road.
  private(set) var stages: [(name: String, title: String, microseconds: Double)] = []

  init(_ lines: [[UInt8]], _ engine: RulebookScreener, _ glosser: Glosser) throws {
    let detector = LanguageDetector()
    let posts = try lines.map { try StoredPost.read($0, warnings: nil) }
    let count = Double(posts.count)
    var screenings: [Screening] = []
    screenings.reserveCapacity(posts.count)
    let read = try Stopwatch.seconds { for line in lines { _ = try StoredPost.read(line, warnings: nil) } }
    let fold = Stopwatch.seconds { for post in posts { _ = FoldedText(post.text) } }
    let detect = Stopwatch.seconds { for post in posts { _ = detector.detect(post.text) } }
    let screen = Stopwatch.seconds { for post in posts { screenings.append(engine.screen(post)) } }
    let gloss = Stopwatch.seconds {
      for (post, screening) in zip(posts, screenings) where screening.verdict >= .queue {
        _ = glosser.gloss(post.text, to: "en")
      }
    }
    let write = Stopwatch.seconds { for screening in screenings { _ = StoredScreening(screening) } }
    for (name, title, seconds) in [
      ("read", "read the stored post", read), ("fold", "fold the text", fold), ("detect", "languages", detect),
      // Screening folds and detects, too: what is left is matching and the rules.
      ("match", "match lists, apply rules", max(0, screen - fold - detect)),
      ("gloss", "gloss the queued", gloss), ("write", "write the verdict's body", write),
    ] {
      stages.append((name, title, seconds * 1e6 / count))
    }
  }

  func write(to report: inout Report) {
    let total = stages.reduce(0) { $0 + $1.microseconds }
    report.heading("The engine alone, one thread, µs a post")
    for stage in stages {
      report.figure(
        stage.title, "stage_\(stage.name)_us", stage.microseconds, unit: "µs", share: stage.microseconds / total)
    }
    report.figure("together", "stages_us", total, unit: "µs")
  }
}
