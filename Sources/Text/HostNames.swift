internal import CICU

/// Decodes internationalised host names.
package enum HostNames {
  /// `host` with its `xn--` labels as the characters that they stand for (UTS #46); itself where that fails.
  package static func decoded(_ host: String) -> String {
    guard host.contains("xn--"), host.utf8.count <= 253 else { return host }
    var out = [CChar](repeating: 0, count: 1024)
    let count = icu_idna_to_unicode(host, Int32(host.utf8.count), &out, 1024)
    guard count > 0 else { return host }
    return String(decoding: out.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
