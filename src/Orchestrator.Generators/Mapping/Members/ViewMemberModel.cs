namespace Orchestrator.Generators.Mapping.Members;

/// <summary>A member as one view shows it.</summary>
/// <param name="View">The view, named as its lifecycle is.</param>
/// <param name="Access">How it reads the member.</param>
/// <param name="Type">The type of the view's member, of an optional block and of blocks that of one block, fully qualified.</param>
/// <param name="IsWritable">True when it is written through the view.</param>
internal sealed record ViewMemberModel(string View, ViewAccess Access, string Type, bool IsWritable);
