namespace Orchestrator.Generators.Models;

/// <summary>A mapped member of a product or block.</summary>
/// <param name="Kind">How it is mapped.</param>
/// <param name="Name">The property, escaped.</param>
/// <param name="Key">The resource type, fixed input or block member, in snake_case.</param>
/// <param name="Codec">The codec of a scalar, or the fully qualified type of a block.</param>
/// <param name="BlockName">The registered name of a block; empty for a scalar.</param>
/// <param name="RequiredFrom">The lifecycle from which an optional member is required, fully qualified; empty for never.</param>
/// <param name="Minimum">The least length of a list; 0 for none.</param>
/// <param name="Maximum">The largest length of a list; -1 for none.</param>
internal sealed record MemberModel(
    MemberKind Kind,
    string Name,
    string Key,
    string Codec,
    string BlockName = "",
    string RequiredFrom = "",
    int Minimum = 0,
    int Maximum = -1)
{
    /// <summary>True for a block, an optional block and a list of blocks.</summary>
    public bool IsBlock => BlockName.Length > 0;
}
