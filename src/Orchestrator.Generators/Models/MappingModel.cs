namespace Orchestrator.Generators.Models;

/// <summary>How a product or block is mapped.</summary>
/// <param name="Type">The class.</param>
/// <param name="Accessibility">The accessibility with which the class overrides the members of its base.</param>
/// <param name="DeclaresMap">True when the author wrote the mapping; then none is emitted.</param>
/// <param name="Members">The mapped members in the order written.</param>
internal sealed record MappingModel(TypeHierarchy Type, string Accessibility, bool DeclaresMap, EquatableArray<MemberModel> Members)
{
    public IEnumerable<string> BlockNames =>
        Members.Where(static member => member.IsBlock).Select(static member => member.BlockName).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> ValueNames => Members.Where(static member => !member.IsBlock).Select(static member => member.Key);
}
