namespace Orchestrator.Generators.Binding;

/// <summary>Where a value is in a result.</summary>
/// <param name="Member">The member, escaped; empty for the result itself.</param>
/// <param name="Page">The page of a form that has the member; empty where the result itself has it.</param>
/// <param name="PageCanBeNull">True for a page that may not have been asked.</param>
internal sealed record MemberPath(string Member, string Page = "", bool PageCanBeNull = false)
{
    /// <summary>The path as a message shows it.</summary>
    public override string ToString() => Page.Length == 0 ? Member : $"{Page}{(PageCanBeNull ? "?" : "")}.{Member}";
}
