using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Diagnostics;

/// <summary>
/// Takes what web clients report of themselves into the host's log. It is text of strangers: JSON on one line, with every character escaped
/// that a log could take for its own, and cut.
/// </summary>
internal static class UserReportEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/user").WithTags("Clients");
        reports
            .MapPost("/error", ReportError)
            .WithName("ReportClientError")
            .WithSummary("Writes an error of a web client to the host's log.")
            .Produces<EmptyDto>(200)
            .Produces<RequestErrorsDto>(422);
        reports
            .MapPost("/log/{user_name}", Report)
            .WithName("ReportClientEvent")
            .WithSummary("Writes what a web client reports to the host's log.")
            .Produces<EmptyDto>(200)
            .Produces<RequestErrorsDto>(422);
    }

    private static ContentHttpResult ReportError(Body<UserReport> body, RequestCaller caller, ILoggerFactory loggers)
    {
        Log.ClientError(loggers.CreateLogger(typeof(UserReportEndpoints)), Escape(caller.Value.Name), Write(body.Value.Report));
        return TypedResults.Content("{}", "application/json");
    }

    private static ContentHttpResult Report([FromRoute(Name = "user_name")] string user, Body<UserReport> body, ILoggerFactory loggers)
    {
        Log.ClientReport(loggers.CreateLogger(typeof(UserReportEndpoints)), Escape(user), Write(body.Value.Report));
        return TypedResults.Content("{}", "application/json");
    }

    private static string Write(JsonElement report)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            report.WriteTo(writer);
        }

        return Cut(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)), ApiLimits.MaxReportLength);
    }

    private static string Escape(string name) => JavaScriptEncoder.Default.Encode(Cut(name, ApiLimits.MaxReporterLength));

    private static string Cut(string text, int maxLength) => text.Length <= maxLength ? text : $"{StorableText.Start(text, maxLength)}...";
}

/// <summary>What a web client reports: an object.</summary>
internal sealed record UserReport(JsonElement Report) : IBody<UserReport>
{
    public static Type Shape => typeof(System.Text.Json.Nodes.JsonObject);

    public static UserReport Read(JsonElement? body) => new(JsonFields.Of(body).Body);
}

/// <summary>An answer that says nothing.</summary>
internal sealed record EmptyDto;
