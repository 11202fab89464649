namespace Orchestrator.Generators.Shipping;

/// <summary>A shipped step that is still in its workflow, only under another identity.</summary>
/// <param name="Old">Its shipped identity, without the groups around it.</param>
/// <param name="New">What it would be now.</param>
/// <param name="OldGroup">The identity of the group that it was shipped in, of a renamed group; null for a renamed step.</param>
internal sealed record StepRename(string Old, string New, string? OldGroup)
{
    /// <summary>The identity of the group that it is in now.</summary>
    public string NewGroup { get; private init; } = "";

    /// <summary>
    /// Finds what a shipped step was renamed to: of the steps with its display name this one alone is gone, and one alone is new. Of a
    /// renamed group each step keeps its own identity.
    /// </summary>
    /// <param name="gone">The shipped step that is not there any longer.</param>
    /// <param name="shipped">All shipped steps of the workflow.</param>
    /// <param name="steps">The steps that it has now.</param>
    /// <returns>The rename; null when it is none, or may be another one.</returns>
    public static StepRename? Find(StepLine gone, IReadOnlyList<StepLine> shipped, IReadOnlyList<StepLine> steps)
    {
        string[] old = [.. Only(shipped, steps, gone.Name)];
        string[] fresh = [.. Only(steps, shipped, gone.Name)];
        if (old is not [var before] || fresh is not [var after])
        {
            return null;
        }

        var (oldGroup, oldOwn) = Split(before);
        var (newGroup, newOwn) = Split(after);
        return oldGroup == newGroup ? new(oldOwn, newOwn, OldGroup: null)
            : oldOwn == newOwn && oldGroup.Length > 0 && newGroup.Length > 0
                ? new(oldOwn, newOwn, oldGroup.TrimEnd('/')) { NewGroup = newGroup.TrimEnd('/') }
            : null;
    }

    /// <summary>
    /// The class that the step was in, when it has only moved to another one, as all steps of a renamed class; null otherwise.
    /// </summary>
    public (string Old, string New)? FindClass()
    {
        var (before, after) = (Old.LastIndexOf('.'), New.LastIndexOf('.'));
        return before > 0 && after > 0 && Old.Substring(before) == New.Substring(after)
            ? (Old.Substring(0, before), New.Substring(0, after))
            : null;
    }

    // A step that occurs several times in a workflow has a number in all identities but the first.
    private static IEnumerable<string> Only(IReadOnlyList<StepLine> some, IReadOnlyList<StepLine> others, string name)
    {
        var there = new HashSet<string>(others.Select(static step => step.Id), StringComparer.Ordinal);
        return some.Where(step => step.Name == name && !there.Contains(step.Id))
            .Select(static step => step.Id.LastIndexOf('#') is > 0 and var number ? step.Id.Substring(0, number) : step.Id)
            .Distinct(StringComparer.Ordinal);
    }

    private static (string Group, string Own) Split(string id)
    {
        var own = id.LastIndexOf('/') + 1;
        return (id.Substring(0, own), id.Substring(own));
    }
}
