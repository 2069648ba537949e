/// A table of 0x110000 entries cut into blocks of 128, equal blocks stored once.
struct TwoStage {
  var blocks: [UInt32] = []
  var entries: [UInt32] = []

  init(_ flat: [UInt32]) {
    var known: [[UInt32]: UInt32] = [:]
    for start in stride(from: 0, to: flat.count, by: 128) {
      let block = Array(flat[start..<start + 128])
      if let number = known[block] {
        blocks.append(number)
      } else {
        let number = UInt32(entries.count / 128)
        known[block] = number
        blocks.append(number)
        entries += block
      }
    }
  }
}
