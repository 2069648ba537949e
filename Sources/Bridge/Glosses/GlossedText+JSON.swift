package import Text

extension GlossedText {
  /// Writes the contract's object for `drawbridge gloss`.
  package func write(to out: inout JSONWriter) {
    out.object { out in
      out.member("from", from)
      out.name("tokens")
      out.array(tokens) { out, token in out.object { token.writeMembers(to: &$0) } }
      out.member("coverage", coverage, decimals: 4)
    }
  }
}

extension GlossToken {
  fileprivate func writeMembers(to out: inout JSONWriter) {
    out.member("surface", surface)
    out.member("start", range.lowerBound)
    out.member("end", range.upperBound)
    out.member("lang", lang)
    out.member("reading", reading)
    out.member("glosses", glosses)
    out.name("senses")
    out.array(senses) { out, sense in
      out.object { out in
        out.member("text", sense.text)
        out.member("source", sense.source)
        out.member("flags", sense.flags)
      }
    }
    out.member("notes", notes)
  }
}
