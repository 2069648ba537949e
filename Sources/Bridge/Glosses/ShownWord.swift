/// What a token shows of a dictionary's word, wherever the word stands.
struct ShownWord: Sendable {
  var reading: String
  var glosses: [String]
  var senses: [GlossSense]
  var notes: [String]

  func show(in token: inout GlossToken) {
    (token.reading, token.glosses, token.senses, token.notes) = (reading, glosses, senses, notes)
  }
}
