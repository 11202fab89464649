using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Declares the refusals that no endpoint writes itself: those of the sign-in, the limits, the checks before it and the database behind it.
/// </summary>
internal static class CommonAnswers
{
    private static readonly int[] OfAny =
    [
        StatusCodes.Status414UriTooLong,
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status500InternalServerError,
        StatusCodes.Status503ServiceUnavailable,
    ];

    private static readonly int[] OfSignIn = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden];

    private static readonly int[] OfBody =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType,
    ];

    /// <summary>Declares them once the rest of each endpoint is known.</summary>
    internal static void DeclareCommonAnswers(this IEndpointConventionBuilder api) =>
        api.Finally(static endpoint =>
        {
            IEnumerable<int> problems =
            [
                .. OfAny,
                .. Access.IsForAnyone(endpoint.Metadata) ? [] : OfSignIn,
                .. endpoint.Metadata.OfType<JsonBodyMetadata>().Any() ? OfBody : [],
            ];
            if (endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(static answer => answer.Type == typeof(FormNotCompleteDto)))
            {
                endpoint.Metadata.Add(Answer(StatusCodes.Status400BadRequest, typeof(FormInvalidDto)));
                endpoint.Metadata.Add(Answer(StatusCodes.Status400BadRequest, typeof(FormOverflowDto)));
            }

            foreach (var status in problems)
            {
                endpoint.Metadata.Add(Answer(status, typeof(ProblemDto)));
            }

            endpoint.Metadata.Add(Answer(StatusCodes.Status422UnprocessableEntity, typeof(RequestErrorsDto)));
        });

    private static ProducesResponseTypeMetadata Answer(int status, Type type) =>
        new ProducesResponseTypeMetadata(status, type, ["application/json"]);
}
