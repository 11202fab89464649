namespace Orchestrator.Storage;

/// <summary>What the rules that the database itself keeps have in common, whichever database it is.</summary>
internal static class DatabaseRules
{
    /// <summary>
    /// What the database says when a product would get a second reconcile workflow. A literal: before version 3.47 SQLite could not open a
    /// file whose triggers compose a message, and people look into it with such versions.
    /// </summary>
    internal const string SecondReconcile =
        "A product has one reconcile workflow: this link or row would give it a second one. Delete the link of the other one in "
        + "products_workflows first, or set its deleted_at in workflows.";

    /// <summary>
    /// Whether a row <c>w</c> of <c>workflows</c> is a reconcile workflow. In any case, because a target is read in any case.
    /// </summary>
    internal const string IsReconcile = "upper(w.target) = 'RECONCILE' AND w.deleted_at IS NULL";
}
