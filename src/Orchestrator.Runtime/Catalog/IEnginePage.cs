using System.Text.Json;

namespace Orchestrator.Catalog;

/// <summary>
/// The one page that the form of an engine's own workflow asks. Unlike a form of an author's, what it asks is known before it runs, so that
/// a page that the code declares is checked when its host starts.
/// </summary>
internal interface IEnginePage
{
    /// <summary>What is wrong with an answer, as far as it can be told without the database: where, and what.</summary>
    IReadOnlyList<(string Location, string Message)> FindMistakes(JsonElement posted, WorkflowCatalog catalog);

    /// <summary>What an answer without mistakes names that only the database may have: where, and what.</summary>
    IReadOnlyList<(string Location, string Message)> FindDoubts(JsonElement posted, WorkflowCatalog catalog);
}
