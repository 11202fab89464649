using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Json;
using Orchestrator.Api.Settings;
using Orchestrator.Notifications;
using Orchestrator.Operations;

namespace Orchestrator.Api.Events;

/// <summary>The web sockets that notify clients of what they have to read again.</summary>
internal static class EventEndpoints
{
    private const string Processes = "processes";
    private const string List = "LIST";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.Map("/ws/events", ServeAsync).ExcludeFromDescription();

        // Of older clients, which cannot name a subprotocol.
        api.Map("/processes/all", ServeProcessesAsync).WithMetadata(TokenInQuery.Allowed).ExcludeFromDescription();
        api.Map("/settings/ws-status", ServeStatusAsync).WithMetadata(TokenInQuery.Allowed).ExcludeFromDescription();
    }

    private static Task ServeAsync(HttpContext context, RequestCaller caller, ClientSockets sockets) =>
        sockets.ServeAsync(context, caller.Value, static (change, _) => new(Write(change is null ? [] : TagsOf(change))));

    private static Task ServeProcessesAsync(HttpContext context, RequestCaller caller, ClientSockets sockets) =>
        sockets.ServeAsync(
            context,
            caller.Value,
            static (change, _) => new(Write(change is { Kind: ChangeKind.Process } ? TagsOf(change) : []))
        );

    private static Task ServeStatusAsync(HttpContext context, RequestCaller caller, ClientSockets sockets, IEngineControl engine) =>
        sockets.ServeAsync(
            context,
            caller.Value,
            async (change, cancellationToken) =>
                change?.Kind is null or ChangeKind.EngineStatus or ChangeKind.ProcessCounts
                    ?
                    [
                        JsonSerializer.SerializeToUtf8Bytes(
                            new EngineStatusMessageDto((await engine.GetStatusAsync(cancellationToken)).ToDto()),
                            ApiJson.Default.EngineStatusMessageDto
                        ),
                    ]
                    : []
        );

    private static IEnumerable<byte[]> Write(IEnumerable<CacheTagDto> tags) =>
        tags.Select(static tag => JsonSerializer.SerializeToUtf8Bytes(new("invalidateCache", tag), ApiJson.Default.EventDto));

    /// <summary>What clients have to read again after a change.</summary>
    private static IEnumerable<CacheTagDto> TagsOf(Change change) =>
        change.Kind switch
        {
            ChangeKind.Process => [new(Processes, List), new(Processes, change.Id.ToString())],
            ChangeKind.ProcessCounts => [new("processStatusCounts", null), new("workerStatus", null)],
            ChangeKind.Subscription => [new("subscriptions", change.Id.ToString())],
            ChangeKind.SubscriptionLock or ChangeKind.SubscriptionDescription =>
            [
                new("subscriptions", null),
                new("subscriptions", List),
                new("subscriptions", change.Id.ToString()),
            ],
            ChangeKind.Drift => [new("drift", List), new("drift", change.Id.ToString())],
            ChangeKind.EngineStatus => [new("engineStatus", null)],
            ChangeKind.Schedules => [new("scheduledTags", null)],
            ChangeKind.Products => [new("metadataProducts", null)],
            _ => throw new InvalidOperationException($"{change.Kind} is not a kind of change."),
        };
}
