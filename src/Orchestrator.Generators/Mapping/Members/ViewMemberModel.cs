namespace Orchestrator.Generators.Mapping.Members;

/// <summary>A member as one view shows it.</summary>
/// <param name="View">The view, named as its lifecycle is.</param>
/// <param name="Type">The type of the view's member, fully qualified.</param>
/// <param name="Read">The expression that reads it.</param>
/// <param name="IsWritable">True when it is written through the view.</param>
internal sealed record ViewMemberModel(string View, string Type, string Read, bool IsWritable);
