package import Text

extension Detection {
  /// Writes the contract's object for `drawbridge detect --json`.
  package func write(to out: inout JSONWriter) {
    out.object { out in
      out.member("tag", tag)
      out.member("confidence", confidence, decimals: 4)
      out.name("candidates")
      out.array(candidates) { out, guess in
        out.object { out in
          out.member("tag", guess.tag)
          out.member("confidence", guess.confidence, decimals: 4)
        }
      }
      writeShares(to: &out)
      out.name("spans")
      out.array(spans) { out, span in
        out.object { out in
          out.member("start", span.range.lowerBound)
          out.member("end", span.range.upperBound)
          out.member("tag", span.tag)
        }
      }
    }
  }

  /// Writes the member `shares` (or another `name`) with each language's share of the letters, to 4 decimals; the
  /// largest takes what rounding left, so that they sum to 1.
  package func writeShares(as name: String = "shares", to out: inout JSONWriter) {
    var units = shares.map { Int(($0.share * 10_000).rounded()) }
    if !units.isEmpty { units[0] += 10_000 - units.reduce(0, +) }
    out.member(name) { out in
      for (share, units) in zip(shares, units) where units > 0 {
        out.member(share.tag, Double(units) / 10_000, decimals: 4)
      }
    }
  }
}
