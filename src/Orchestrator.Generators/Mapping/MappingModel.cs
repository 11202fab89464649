using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Mapping.Members;

namespace Orchestrator.Generators.Mapping;

/// <summary>How a product or block is mapped.</summary>
/// <param name="Type">The class.</param>
/// <param name="Accessibility">The accessibility with which the class overrides the members of its base.</param>
/// <param name="DeclaresMap">True when the author wrote the mapping; then none is emitted.</param>
/// <param name="Members">The mapped members in the order written.</param>
/// <param name="Views">The lifecycles for which views are emitted.</param>
internal sealed record MappingModel(
    TypeHierarchy Type,
    string Accessibility,
    bool DeclaresMap,
    EquatableArray<MemberModel> Members,
    EquatableArray<string> Views
)
{
    /// <summary>The properties whose type the compilation does not have, so that they are left out.</summary>
    public EquatableArray<string> Unseen { get; init; }

    /// <summary>True for a class of which nothing is emitted but that it was left out.</summary>
    public bool IsLeftOut { get; private init; }

    /// <summary>The ids that the compiler reports where what is emitted names the author's members and types.</summary>
    public EquatableArray<string> UseDiagnostics { get; init; }

    /// <summary>Leaves out a class for something that it needs and the compilation does not have.</summary>
    public static MappingModel LeaveOut(TypeHierarchy type, string name) =>
        new(type, "", true, default, default) { IsLeftOut = true, Unseen = new[] { name }.ToEquatableArray() };

    public IEnumerable<string> BlockNames =>
        Members.SelectMany(static member => member.Variants).Select(static variant => variant.Name).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> ValueNames => Members.Where(static member => member.Scalar is not null).Select(static member => member.Key);
}
