/// Japanese words that hold a sentence together, with glosses of our own that fit a word-by-word reading.
enum JapaneseCore {
  static var entries: [EdictEntry] { words.entries.map { EdictEntry(form: $0.word, senses: $0.senses.map(\.text)) } }

  private static let words = CoreWords(
    text: """
      は = (topic)
      が = (subject); but
      を = (object)
      に = to; at; in
      へ = to; toward
      で = at; by; with
      と = and; with; that
      や = and; or
      も = also; too; even
      の = of; 's
      か = (question); or
      よ = (emphasis)
      ね = isn't it
      な = (prohibition or emphasis)
      ぞ = (emphasis)
      ぜ = (emphasis)
      わ = (emphasis)
      さ = (emphasis)
      から = from; because
      まで = until; to
      より = than; from
      だけ = only
      しか = only; nothing but
      ほど = extent; about
      など = and so on
      ばかり = only; just
      でも = but; even
      けど = but
      けれど = but
      けれども = but
      だけど = but
      ので = because
      のに = although
      なら = if
      ならば = if
      たら = if; when
      って = (quotation)
      という = called; that
      だ = is; are
      です = is; are
      だった = was; were
      でした = was; were
      である = is; are
      じゃ = is not; then
      でしょう = probably; right?
      だろう = probably; right?
      ない = not; there is no
      なかった = was not; did not
      ません = not
      じゃない = is not
      ではない = is not
      じゃなかった = was not
      ある = there is; to have
      いる = there is; to be
      する = to do
      なる = to become
      これ = this
      それ = that; it
      あれ = that
      この = this
      その = that; the
      あの = that
      どの = which
      どれ = which
      ここ = here
      そこ = there
      どこ = where
      だれ = who
      誰 = who
      何 = what
      なに = what
      なん = what
      いつ = when
      なぜ = why
      どうして = why
      どう = how
      いくら = how much
      いくつ = how many
      私 = I; me
      僕 = I; me
      俺 = I; me
      あなた = you
      お前 = you
      君 = you
      彼 = he; him
      彼女 = she; her; girlfriend
      そう = so; that way
      こう = like this
      とても = very
      もう = already; more
      まだ = still; not yet
      また = again
      たぶん = perhaps
      みたい = like; seems
      よう = like; way; seems
      こと = thing; matter
      もの = thing
      ところ = place; moment
      ください = please
      下さい = please
      お = (polite)
      ご = (polite)
      さん = (Mr, Ms)
      ちゃん = (dear)
      様 = (Mr, Ms)
      たち = (plural)
      達 = (plural)
      """)
}

extension EdictEntry {
  /// An entry of a word that is written as it is read.
  fileprivate init(form: String, senses: [String]) {
    self.form = form
    reading = form
    isCommon = true
    self.senses = senses.enumerated().map { Sense(text: $0.element, flags: [], meaning: $0.offset) }
  }
}
