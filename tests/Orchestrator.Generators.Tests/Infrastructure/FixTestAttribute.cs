namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>Says what of a code fix a test shows. Each fix has tests of every kind, in a class that is named after it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FixTestAttribute(FixTestKind kind) : Attribute
{
    public FixTestKind Kind => kind;
}

internal enum FixTestKind
{
    /// <summary>One diagnostic is fixed.</summary>
    One,

    /// <summary>All diagnostics of a rule are fixed at once.</summary>
    All,

    /// <summary>Nothing is offered, because the fix is for a person to decide.</summary>
    NotOffered,
}
