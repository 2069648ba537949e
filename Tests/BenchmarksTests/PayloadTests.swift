import Testing

@testable import Benchmarks

@Suite("The benchmark's payload")
struct PayloadTests {
  @Test("every text has 200 bytes and is another", arguments: [0, 1, 2, 3, 999, 123_456_789])
  func texts(_ number: Int) {
    #expect(Payload.text(number).utf8.count == 200)
    #expect(Payload.text(number) != Payload.text(number + 4))
  }

  @Test("a verdict's body has 400 bytes")
  func body() { #expect(Payload.body.count == 400) }

  @Test("generated terms are distinct and always the same")
  func terms() {
    let terms = RoadRules.terms(2_000)
    #expect(Set(terms).count == 2_000)
    #expect(terms == RoadRules.terms(2_000))
    #expect(terms.count { $0.unicodeScalars.count == 2 } == 1_000)
  }

  @Test("figures become one line of JSON")
  func figures() {
    var figures = FigureLine(benchmark: "queue")
    figures.add("to_floor", 0.6254)
    figures.add("floor_posts_per_s", 181_620.44)
    #expect(figures.text == #"{"benchmark":"queue","to_floor":0.625,"floor_posts_per_s":181620.4}"#)
  }
}
