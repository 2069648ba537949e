import Bridge
import Foundation

/// Texts that no training saw: how many are answered rightly, and whether the confidence means what it says.
struct Development {
  let file: String
  let detector: LanguageDetector

  func print() throws {
    guard let data = FileManager.default.contents(atPath: file) else { throw TrainerError("cannot read \(file)") }
    var right: [String: Int] = [:]
    var all: [String: Int] = [:]
    var wrong: [String: Int] = [:]
    var bins = [(count: Int, stated: Double, right: Int)](repeating: (0, 0, 0), count: 10)
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let wanted = String(parts[0].prefix { $0 != "-" })
      let detection = detector.detect(String(parts[1]))
      let found = String(detection.tag.prefix { $0 != "-" })
      all[wanted, default: 0] += 1
      if found == wanted { right[wanted, default: 0] += 1 } else { wrong["\(wanted)→\(found)", default: 0] += 1 }
      let bin = min(9, Int(detection.confidence * 10))
      bins[bin].count += 1
      bins[bin].stated += detection.confidence
      if found == wanted { bins[bin].right += 1 }
    }
    let total = all.values.reduce(0, +)
    let hits = right.values.reduce(0, +)
    Swift.print("\(file): \(String(format: "%.2f", 100 * Double(hits) / Double(max(1, total)))) % of \(total)")
    let worst = wrong.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(12)
    Swift.print("  " + worst.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    var error = 0.0
    for (number, bin) in bins.enumerated() where bin.count > 0 {
      let stated = bin.stated / Double(bin.count)
      let observed = Double(bin.right) / Double(bin.count)
      error += abs(stated - observed) * Double(bin.count) / Double(max(1, total))
      Swift.print(
        String(
          format: "  %.1f–%.1f  %6d texts  stated %.3f  observed %.3f", Double(number) / 10, Double(number + 1) / 10,
          bin.count, stated, observed))
    }
    Swift.print(String(format: "  expected calibration error %.3f", error))
  }
}
