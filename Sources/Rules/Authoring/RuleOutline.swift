/// What the files of a rules folder say, read without asking whether they can be used: for commands that repair them.
package enum RuleOutline {
  /// The rules that could be read.
  package static func rules(of files: RuleFiles) -> [RuleDefinition] {
    let community = community(of: files)
    return files.packs.flatMap { path -> [RuleDefinition] in
      guard let text = files.texts[path], let root = try? YAMLDocument.parse(text, file: path) else { return [] }
      return PackReader(root, community: community, files: files).rules
    }
  }

  /// The lists that could be read, by pack and name (`contact/handles`).
  package static func lists(of files: RuleFiles) -> [String: ListDefinition] {
    let community = community(of: files)
    var lists: [String: ListDefinition] = [:]
    for path in files.packs {
      guard let text = files.texts[path], let root = try? YAMLDocument.parse(text, file: path) else { continue }
      let pack = PackReader(root, community: community, files: files)
      for list in pack.lists { lists[pack.name + "/" + list.name] = list }
    }
    return lists
  }

  package static func community(of files: RuleFiles) -> Community {
    guard let text = files.texts[RuleFiles.community],
      let root = try? YAMLDocument.parse(text, file: RuleFiles.community)
    else { return Community() }
    return CommunityReader(root).community
  }

  /// What `measured.yaml` says, as far as it could be read.
  package static func measurements(of files: RuleFiles) -> Measurements {
    guard let text = files.texts[RuleFiles.measured], let root = try? YAMLDocument.parse(text, file: RuleFiles.measured)
    else { return Measurements() }
    return MeasurementsReader(root).measurements
  }
}
