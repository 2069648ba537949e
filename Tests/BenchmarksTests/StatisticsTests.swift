@testable import Benchmarks
import SeededRandom
import Testing

@Suite("Statistics of repetitions")
struct StatisticsTests {
  @Test(
    "the median",
    arguments: [
      ([], 0), ([7], 7), ([3, 1, 2], 2), ([4, 1, 3, 2], 2.5), ([5, 5, 5, 1, 9], 5),
    ] as [([Double], Double)])
  func median(_ values: [Double], _ expected: Double) { #expect(Statistics.median(values) == expected) }

  @Test(
    "percentiles by nearest rank",
    arguments: [
      (0.5, 50), (0.99, 99), (1, 100), (0, 1), (0.991, 100), (0.01, 1),
    ] as [(Double, Double)])
  func percentile(_ share: Double, _ expected: Double) {
    var random = SeededRandom()
    #expect(Statistics.percentile((1...100).map(Double.init).shuffled(using: &random), share) == expected)
  }

  @Test("a percentile of nothing, and of one")
  func smallPercentiles() {
    #expect(Statistics.percentile([], 0.99) == 0)
    #expect(Statistics.percentile([3], 0.01) == 3)
    #expect(Statistics.percentile([3], 0.99) == 3)
  }

  @Test("ratios stay within their repetition")
  func ratios() {
    #expect(Statistics.ratios([10, 30], to: [20, 10]) == [0.5, 3])
    #expect(Statistics.ratios([10, 30], to: [0]) == [0])
  }

  @Test("Poisson arrivals come at the rate that was asked for, and come again the same")
  func poisson() {
    let gaps = Statistics.poissonGaps(rate: 20, count: 20_000, seed: 1)
    let mean = gaps.reduce(0, +) / 20_000
    #expect(abs(mean - 0.05) < 0.002)
    #expect(gaps.allSatisfy { $0 >= 0 && $0.isFinite })
    // Exponential, not even: as many gaps are shorter than ln 2 of the mean as are longer.
    let shorter = gaps.count { $0 < 0.05 * 0.6931 }
    #expect((9_700...10_300).contains(shorter))
    #expect(Statistics.poissonGaps(rate: 20, count: 20_000, seed: 1) == gaps)
    #expect(Statistics.poissonGaps(rate: 20, count: 20_000, seed: 2) != gaps)
  }
}
