import Bridge
import Foundation

/// Fits what the model's margins are divided by, so that its confidence means what it says.
///
/// Bags are drawn from words that were kept from the training and, as texts have them, from words that were not; for
/// each size the temperature is the one with the least loss.
struct Calibration {
  let model: LanguageModel
  let groups: [(LanguageGroup, [Vocabulary])]
  let seed: UInt64

  func temperatures() -> [Float] {
    var temperatures: [Float] = []
    for (group, vocabularies) in groups { temperatures += fit(group, vocabularies) }
    return temperatures
  }

  private func fit(_ group: LanguageGroup, _ vocabularies: [Vocabulary]) -> [Float] {
    var random = SplitMix(seed: seed ^ 0xCA11)
    var samples = [[(scores: [Float], lane: Int)]](repeating: [], count: LanguageModelFormat.temperatureSteps)
    let common = vocabularies.indices.filter { vocabularies[$0].weight == 1 }
    for _ in 0..<30_000 {
      let lane = common.isEmpty ? 0 : common[random.below(common.count)]
      let vocabulary = vocabularies[lane]
      let size = 1 + random.below(10)
      var sum = [Float](repeating: 0, count: vocabularies.count)
      var letters = 0
      for _ in 0..<size {
        let isHeld = random.unit() < 0.2 && !vocabulary.held.isEmpty
        let word =
          isHeld
          ? vocabulary.held[random.below(vocabulary.held.count)]
          : vocabulary.words[vocabulary.draw(flat: false, &random)]
        letters += word.count
        for (lane, value) in model.scores(of: word, group).prefix(sum.count).enumerated() { sum[lane] += value }
      }
      samples[LanguageModel.temperatureStep(letters: letters)].append((sum, lane))
    }
    var last: Float = 1.5
    return samples.map { samples in
      if samples.count >= 200 { last = best(samples) }
      return last
    }
  }

  private func best(_ samples: [(scores: [Float], lane: Int)]) -> Float {
    var best: (temperature: Float, loss: Double) = (1, .infinity)
    var temperature: Float = 0.5
    while temperature < 12 {
      var loss = 0.0
      for (scores, lane) in samples {
        let top = scores.max() ?? 0
        let sum = scores.reduce(0) { $0 + exp(($1 - top) / temperature) }
        loss += Double(log(sum) - (scores[lane] - top) / temperature)
      }
      if loss < best.loss { best = (temperature, loss) }
      temperature *= 1.08
    }
    return best.temperature
  }
}
