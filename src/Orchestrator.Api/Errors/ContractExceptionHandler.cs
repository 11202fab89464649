using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Contract;
using Orchestrator.Forms;
using Orchestrator.Hosting;

namespace Orchestrator.Api.Errors;

/// <summary>Turns every error into the body that clients of orchestrator-core expect. The one place where that happens.</summary>
internal sealed partial class ContractExceptionHandler(ILogger<ContractExceptionHandler> logger) : IExceptionHandler
{
    private const int FormNotComplete = 510;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        switch (exception)
        {
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                return true;
            case RequestException request:
                await WriteAsync(httpContext, StatusCodes.Status422UnprocessableEntity, new RequestErrorsDto([request.Error]), ApiJson.Default.RequestErrorsDto, cancellationToken);
                return true;
            case FormNotCompleteException page:
                await WriteAsync(
                    httpContext,
                    FormNotComplete,
                    new FormNotCompleteDto("FormNotCompleteError", page.Message, "Form not complete", FormNotComplete, page.Schema, new(page.HasNext)),
                    ApiJson.Default.FormNotCompleteDto,
                    cancellationToken);
                return true;
            case FormInvalidException invalid:
                await WriteAsync(
                    httpContext,
                    StatusCodes.Status400BadRequest,
                    new FormInvalidDto(
                        "FormValidationError",
                        invalid.Message,
                        "Form not valid",
                        StatusCodes.Status400BadRequest,
                        [.. invalid.Errors.Select(static error => new RequestErrorDto(error.Type, error.Location, error.Message, error.Input, error.Context))]),
                    ApiJson.Default.FormInvalidDto,
                    cancellationToken);
                return true;
            case FormOverflowException overflow:
                await WriteAsync(
                    httpContext,
                    StatusCodes.Status500InternalServerError,
                    new FormOverflowDto("FormOverflowError", overflow.Message, "Internal Server Error", StatusCodes.Status500InternalServerError),
                    ApiJson.Default.FormOverflowDto,
                    cancellationToken);
                return true;
            default:
                await WriteProblemAsync(httpContext, StorageFailure.Explain(exception) ?? exception, cancellationToken);
                return true;
        }
    }

    private static (int Status, string Detail) Describe(Exception exception, HttpContext context) => exception switch
    {
        ForbiddenException => (StatusCodes.Status403Forbidden, exception.Message),
        NotFoundException => (StatusCodes.Status404NotFound, exception.Message),
        PreconditionException => (StatusCodes.Status412PreconditionFailed, exception.Message),
        ConflictException { Code: "subscription_has_failed_processes" } => (StatusCodes.Status422UnprocessableEntity, exception.Message),
        ConflictException => (StatusCodes.Status409Conflict, exception.Message),
        EngineLockedException or StorageException or FormFailedException => (StatusCodes.Status503ServiceUnavailable, exception.Message),
        InvalidRequestException => (StatusCodes.Status400BadRequest, exception.Message),
        BadHttpRequestException request => (request.StatusCode, request.Message),
        OrchestratorException => (StatusCodes.Status500InternalServerError, exception.Message),
        _ => (StatusCodes.Status500InternalServerError, $"The request failed unexpectedly. Look for trace {Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier} in the host's log."),
    };

    private async Task WriteProblemAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = Describe(exception, context);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            LogFailure(logger, exception, context.Request.Method, context.Request.Path);
        }

        await WriteAsync(context, status, new ProblemDto(detail, status, ReasonPhrases.GetReasonPhrase(status)), ApiJson.Default.ProblemDto, cancellationToken);
    }

    private static Task WriteAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, type, "application/json", cancellationToken);
    }

    [LoggerMessage(3000, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception exception, string method, string path);
}
