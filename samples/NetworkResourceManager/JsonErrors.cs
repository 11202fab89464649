using Microsoft.AspNetCore.Diagnostics;

namespace NetworkResourceManager;

/// <summary>What callers are told when a request cannot be done.</summary>
internal sealed record ErrorBody(string Error);

internal static class JsonErrors
{
    /// <summary>Answers a request that failed with JSON: the caller's fault by name, anything else without details.</summary>
    internal static Task WriteAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        context.Response.StatusCode = (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
        return context.Response.WriteAsJsonAsync(
            new ErrorBody(
                exception is BadHttpRequestException request
                    ? request.InnerException?.Message ?? request.Message
                    : "The resource manager failed; look at its log."
            )
        );
    }
}
