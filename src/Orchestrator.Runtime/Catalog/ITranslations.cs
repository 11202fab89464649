using System.Text.Json.Nodes;

namespace Orchestrator.Catalog;

/// <summary>The names that clients show for workflows and the fields of forms.</summary>
public interface ITranslations
{
    /// <summary>The language in which every workflow has a name.</summary>
    const string English = "en-GB";

    /// <summary>The section with the names of workflows.</summary>
    const string Workflows = "workflow";

    /// <summary>Reads the names of a language.</summary>
    /// <param name="language">The language, for example <c>en-GB</c>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>An object with the sections <c>workflow</c> and <c>forms</c>; empty for an unknown language.</returns>
    /// <exception cref="CatalogException">The application's file of the language cannot be read.</exception>
    Task<JsonObject> GetAsync(string language, CancellationToken cancellationToken = default);
}
