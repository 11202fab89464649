using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Diagnostics;
using Orchestrator.Api.Json;
using Orchestrator.Forms;

namespace Orchestrator.Api.Errors;

/// <summary>
/// Turns every error of the API into the body that clients of orchestrator-core expect. The one place where that happens.
/// </summary>
internal sealed class ContractErrors(
    RequestDelegate next,
    StorageErrors errors,
    IHostApplicationLifetime lifetime,
    ILogger<ContractErrors> logger
)
{
    private const int FormNotComplete = 510;

    /// <summary>Executes a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var response = context.Response;
        response.Clear();
        if (
            context.RequestAborted.IsCancellationRequested
            && exception is OperationCanceledException or IOException or BadHttpRequestException
        )
        {
            // No one is left to read an answer.
            response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }

        // What the stop of the host has ended is not a failure: another host can answer it, or this one once it runs again.
        if (exception is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            exception = new ProblemException(
                StatusCodes.Status503ServiceUnavailable,
                "This host is stopping. Send the request again, to another host or when this one runs again."
            );
        }

        var (status, body) = Write(exception, context);
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers.Pragma = "no-cache";
        response.Headers.Expires = "-1";
        if (exception is ProblemException { RetryAfter: { } wait })
        {
            response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>
    /// Gives an answer that no endpoint wrote (an unknown route, a wrong method) a JSON body: clients parse every body but that of a 204.
    /// </summary>
    internal static Task WriteStatusAsync(StatusCodeContext context) =>
        context.HttpContext.Response.WriteAsJsonAsync(
            new ProblemDto(ReasonPhrases.GetReasonPhrase(context.HttpContext.Response.StatusCode)),
            ApiJson.Default.ProblemDto,
            "application/json",
            context.HttpContext.RequestAborted
        );

    /// <summary>Writes the whole body before anything is sent: what cannot be written is logged, and answered by a body that can.</summary>
    private (int Status, byte[] Body) Write(Exception exception, HttpContext context)
    {
        try
        {
            return exception switch
            {
                RequestException request => Json(
                    StatusCodes.Status422UnprocessableEntity,
                    new([Echo.Bounded(request.Error)]),
                    ApiJson.Default.RequestErrorsDto
                ),
                InvalidRequestException { Place: { } place } invalid => Json(
                    StatusCodes.Status422UnprocessableEntity,
                    new([Echo.Bounded(new("value_error", ["body", .. place], invalid.Message, Input: null, Ctx: null))]),
                    ApiJson.Default.RequestErrorsDto
                ),
                FormNotCompleteException page => Json(FormNotComplete, Describe(page), ApiJson.Default.FormNotCompleteDto),
                FormInvalidException invalid => Json(StatusCodes.Status400BadRequest, Describe(invalid), ApiJson.Default.FormInvalidDto),
                FormOverflowException overflow => Json(
                    StatusCodes.Status400BadRequest,
                    Describe(overflow),
                    ApiJson.Default.FormOverflowDto
                ),
                _ => WriteProblem(errors.Explain(exception) ?? exception, context),
            };
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return WriteProblem(failure, context);
        }
    }

    private (int Status, byte[] Body) WriteProblem(Exception exception, HttpContext context)
    {
        var (status, detail, hint) = Explain(exception, context);

        // The pattern, because the path of a callback is a secret.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "an unknown route";
        if (exception is EnginePausedException or StorageException or ProblemException { Status: StatusCodes.Status503ServiceUnavailable })
        {
            Log.RequestUnavailable(logger, context.Request.Method, route, detail);
        }
        else if (status >= StatusCodes.Status500InternalServerError)
        {
            Log.RequestFailed(logger, exception, context.Request.Method, route);
        }

        return Json(
            status,
            new(
                Echo.Detail(detail),
                status,
                ReasonPhrases.GetReasonPhrase(status),
                (exception as ConflictException)?.LockedBy,
                hint is null ? null : Echo.Detail(hint)
            ),
            ApiJson.Default.ProblemDto
        );
    }

    /// <summary>The text that clients of orchestrator-core know, where there is one; then the hint says the rest.</summary>
    private static (int Status, string Detail, string? Hint) Explain(Exception exception, HttpContext context)
    {
        var (status, detail) = Describe(exception, context);
        return exception is OrchestratorException { ContractText: { } known }
            ? (status, known, detail)
            : (status, detail, (exception as ProblemException)?.Hint);
    }

    private static (int Status, string Detail) Describe(Exception exception, HttpContext context) =>
        exception switch
        {
            ForbiddenException => (StatusCodes.Status403Forbidden, exception.Message),
            NotFoundException => (StatusCodes.Status404NotFound, exception.Message),
            PreconditionException => (StatusCodes.Status412PreconditionFailed, exception.Message),
            ConflictException { Code: "subscription_has_failed_processes" } => (
                StatusCodes.Status422UnprocessableEntity,
                exception.Message
            ),
            ConflictException => (StatusCodes.Status409Conflict, exception.Message),
            // What the form cannot read stays so, and a form that is written incorrectly too: no second attempt helps.
            FormFailedException
            {
                InnerException: SubscriptionException or StateException or OrchestratorException { Code: "form_incorrect" }
            } => (StatusCodes.Status500InternalServerError, exception.Message),
            EnginePausedException or StorageException or FormFailedException => (
                StatusCodes.Status503ServiceUnavailable,
                exception.Message
            ),
            InvalidRequestException => (StatusCodes.Status400BadRequest, exception.Message),
            ProblemException problem => (problem.Status, problem.Message),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (
                StatusCodes.Status413PayloadTooLarge,
                "The body is larger than this host takes."
            ),
            BadHttpRequestException request => (request.StatusCode, ReasonPhrases.GetReasonPhrase(request.StatusCode)),
            OrchestratorException => (StatusCodes.Status500InternalServerError, exception.Message),
            _ => (
                StatusCodes.Status500InternalServerError,
                $"The request failed unexpectedly. Look for trace {TraceOf(context)} in the host's log."
            ),
        };

    private static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static FormNotCompleteDto Describe(FormNotCompleteException page) =>
        new("FormNotCompleteError", page.Message, "Form not complete", FormNotComplete, page.Schema, new(page.HasNext));

    private static FormInvalidDto Describe(FormInvalidException invalid) =>
        new(
            "FormValidationError",
            Echo.Detail(invalid.Message),
            "Form not valid",
            StatusCodes.Status400BadRequest,
            [
                .. invalid
                    .Errors.Take(ApiLimits.MaxErrors)
                    .Select(static error => Echo.Bounded(new(error.Type, error.Location, error.Message, error.Input, error.Context))),
            ]
        );

    /// <summary>A mistake of the client's, and not 500 as in orchestrator-core: decision 47.</summary>
    private static FormOverflowDto Describe(FormOverflowException overflow) =>
        new(
            "FormOverflowError",
            overflow.ContractText!,
            ReasonPhrases.GetReasonPhrase(StatusCodes.Status400BadRequest),
            StatusCodes.Status400BadRequest,
            Echo.Detail(overflow.Message)
        );

    private static (int Status, byte[] Body) Json<T>(int status, T body, JsonTypeInfo<T> type) =>
        (status, JsonSerializer.SerializeToUtf8Bytes(body, type));
}
