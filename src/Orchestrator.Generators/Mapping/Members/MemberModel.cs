using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Mapping.Members;

/// <summary>A mapped member of a product or block.</summary>
/// <param name="Kind">How it is mapped.</param>
/// <param name="Name">The property, escaped.</param>
/// <param name="Key">The resource type, fixed input or block member, in snake_case.</param>
/// <param name="Type">The property's type, fully qualified.</param>
internal sealed record MemberModel(MemberKind Kind, string Name, string Key, string Type)
{
    /// <summary>How a scalar, or each of a list of scalars, is stored; null for anything else.</summary>
    public ScalarModel? Scalar { get; init; }

    /// <summary>The classes of which it may hold blocks: one, or several for a union; none for a scalar.</summary>
    public EquatableArray<VariantModel> Variants { get; init; }

    /// <summary>The lifecycle from which an optional member is required; null for never.</summary>
    public ConstantModel? RequiredFrom { get; init; }

    /// <summary>The least length of a list; 0 for none.</summary>
    public int Minimum { get; init; }

    /// <summary>The largest length of a list; -1 for none.</summary>
    public int Maximum { get; init; } = -1;

    /// <summary>The member as the views of its class show it.</summary>
    public EquatableArray<ViewMemberModel> Views { get; init; }

    /// <summary>The member as one view shows it.</summary>
    public ViewMemberModel In(string view) => Views.First(seen => seen.View == view);
}
