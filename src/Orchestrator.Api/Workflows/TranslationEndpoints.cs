using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Hosting;
using Orchestrator.Catalog;

namespace Orchestrator.Api.Workflows;

/// <summary>The names that clients show for workflows and the fields of forms.</summary>
internal static partial class TranslationEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/translations/{language}", ReadAsync)
            .ForAnyone()
            .WithTags("Translations")
            .WithName("GetTranslations")
            .WithSummary("The names of workflows and of the fields of forms in a language like en-GB.")
            .Produces<JsonObject>(200, "application/json")
            .Produces<RequestErrorsDto>(422);

    private static async Task<ContentHttpResult> ReadAsync(string language, ITranslations translations, CancellationToken cancellationToken)
    {
        if (!Language().IsMatch(language))
        {
            throw RequestException.BadPath(
                "language",
                "string_pattern_mismatch",
                "String should match pattern '^[a-z]+-[A-Z]+$'",
                language
            );
        }

        return TypedResults.Content((await translations.GetAsync(language, cancellationToken)).ToJsonString(), "application/json");
    }

    [GeneratedRegex(@"^[a-z]+-[A-Z]+\z")]
    private static partial Regex Language();
}
