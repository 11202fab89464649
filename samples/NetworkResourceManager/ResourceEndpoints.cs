using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace NetworkResourceManager;

/// <summary>The service's HTTP interface.</summary>
internal static class ResourceEndpoints
{
    internal static void Map(WebApplication app)
    {
        var nrm = app.MapGroup("/nrm");
        nrm.MapGet(
            "/journal",
            static async (long? since, ResourceStore store, CancellationToken cancellationToken) =>
                await store.ReadJournalAsync(since ?? 0, cancellationToken)
        );
        if (app.Environment.IsDevelopment())
        {
            nrm.MapPost("/faults", SetFault);
        }

        app.MapGet("/", static () => ManagerPage.Show());
        nrm.MapGet("", static () => ResourceKinds.All);
        nrm.MapGet("/nodes/{id}/interfaces", GetInterfacesAsync);
        nrm.MapPost("/core-links/{id}/tests", OrderTestAsync);
        nrm.MapGet("/{kind}", ListAsync);
        nrm.MapGet("/{kind}/{id}", GetAsync);
        nrm.MapPut("/{kind}/{id}", PutAsync);
        nrm.MapPatch("/{kind}/{id}", PatchAsync);
        nrm.MapDelete("/{kind}/{id}", DeleteAsync);
    }

    private static async Task<Results<Ok<IReadOnlyList<JsonObject>>, NotFound<ErrorBody>>> ListAsync(
        string kind,
        ResourceStore store,
        CancellationToken cancellationToken
    ) =>
        ResourceKinds.Contains(kind)
            ? TypedResults.Ok(await store.ListAsync(kind, cancellationToken))
            : TypedResults.NotFound(ResourceKinds.Unknown(kind));

    private static async Task<Results<Ok<JsonObject>, NotFound<ErrorBody>>> GetAsync(
        string kind,
        string id,
        ResourceStore store,
        CancellationToken cancellationToken
    )
    {
        if (!ResourceKinds.Contains(kind))
        {
            return TypedResults.NotFound(ResourceKinds.Unknown(kind));
        }

        return await store.FindAsync(kind, id, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NotFound(Missing(kind, id));
    }

    private static async Task<
        Results<Ok<Applied>, NotFound<ErrorBody>, BadRequest<ErrorBody>, Conflict<ErrorBody>, JsonHttpResult<ErrorBody>>
    > PutAsync(string kind, string id, HttpRequest request, ResourceStore store, FaultInjector faults, CancellationToken cancellationToken)
    {
        if (!ResourceKinds.Contains(kind))
        {
            return TypedResults.NotFound(ResourceKinds.Unknown(kind));
        }

        var (body, problem) = await ReadAsync(kind, id, request, cancellationToken);
        if (body is null)
        {
            return TypedResults.BadRequest(problem);
        }

        if (await MeetFaultAsync(kind, faults) is { } refusal)
        {
            return refusal;
        }

        // A write that was taken is done, whether the caller still waits for the answer or not.
        return await store.PutAsync(kind, id, body, CancellationToken.None) is { } revision
            ? TypedResults.Ok(new Applied("applied", revision))
            : TypedResults.Conflict(NameTaken(body));
    }

    /// <summary>Replaces some members, as a person does who changes a value by hand: no fault is met.</summary>
    private static async Task<Results<Ok<JsonObject>, NotFound<ErrorBody>, BadRequest<ErrorBody>, Conflict<ErrorBody>>> PatchAsync(
        string kind,
        string id,
        HttpRequest request,
        ResourceStore store,
        CancellationToken cancellationToken
    )
    {
        if (!ResourceKinds.Contains(kind))
        {
            return TypedResults.NotFound(ResourceKinds.Unknown(kind));
        }

        var (changes, problem) = await ReadAsync(kind, id, request, cancellationToken);
        if (changes is null)
        {
            return TypedResults.BadRequest(problem);
        }

        if (await store.FindAsync(kind, id, cancellationToken) is not { } held)
        {
            return TypedResults.NotFound(Missing(kind, id));
        }

        foreach (var (member, value) in changes)
        {
            held[member] = value?.DeepClone();
        }

        return await store.PutAsync(kind, id, held, CancellationToken.None) is null
            ? TypedResults.Conflict(NameTaken(held))
            : TypedResults.Ok(held);
    }

    /// <summary>Reads a body that has to be an object, or says what is wrong with it.</summary>
    private static async Task<(JsonObject? Body, ErrorBody? Problem)> ReadAsync(
        string kind,
        string id,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken) is JsonObject body
                ? (body, null)
                : (null, new($"The body of {kind}/{id} must be a JSON object."));
        }
        catch (JsonException exception)
        {
            return (null, new($"The body of {kind}/{id} is not JSON: {exception.Message}"));
        }
    }

    private static async Task<Results<NoContent, NotFound<ErrorBody>, JsonHttpResult<ErrorBody>>> DeleteAsync(
        string kind,
        string id,
        ResourceStore store,
        FaultInjector faults
    )
    {
        if (!ResourceKinds.Contains(kind))
        {
            return TypedResults.NotFound(ResourceKinds.Unknown(kind));
        }

        if (await MeetFaultAsync(kind, faults) is { } refusal)
        {
            return refusal;
        }

        return await store.DeleteAsync(kind, id, CancellationToken.None)
            ? TypedResults.NoContent()
            : TypedResults.NotFound(Missing(kind, id));
    }

    private static async Task<Results<Ok<IReadOnlyList<NodeInterface>>, NotFound<ErrorBody>, JsonHttpResult<ErrorBody>>> GetInterfacesAsync(
        string id,
        ResourceStore store,
        FaultInjector faults,
        CancellationToken cancellationToken
    )
    {
        if (await MeetFaultAsync(ResourceKinds.Interfaces, faults) is { } refusal)
        {
            return refusal;
        }

        return await store.FindAsync(ResourceKinds.Nodes, id, cancellationToken) is { } node
            ? TypedResults.Ok(Equipment.ReadInterfaces(node))
            : TypedResults.NotFound(Missing(ResourceKinds.Nodes, id));
    }

    private static async Task<Results<Accepted, NotFound<ErrorBody>, BadRequest<ErrorBody>>> OrderTestAsync(
        string id,
        LinkTestOrder order,
        ResourceStore store,
        LinkTests tests,
        CancellationToken cancellationToken
    )
    {
        if (!Uri.TryCreate(order.Callback, UriKind.Absolute, out var callback) || callback.Scheme is not ("http" or "https"))
        {
            return TypedResults.BadRequest(new ErrorBody($"'{order.Callback}' is not an address to call. Send a complete one with http."));
        }

        if (await store.FindAsync("core-links", id, cancellationToken) is null)
        {
            return TypedResults.NotFound(Missing("core-links", id));
        }

        tests.Order(new(id, callback));
        return TypedResults.Accepted(uri: (string?)null);
    }

    private static Results<NoContent, BadRequest<ErrorBody>> SetFault(Fault fault, FaultInjector faults)
    {
        if (!ResourceKinds.CanFail(fault.Kind))
        {
            return TypedResults.BadRequest(ResourceKinds.Unknown(fault.Kind));
        }

        if (fault.Status is < 200 or > 599 || fault.Times < 0 || fault.DelayMs < 0)
        {
            return TypedResults.BadRequest(new ErrorBody("A fault has a status from 200 to 599, and neither times nor delay_ms below 0."));
        }

        faults.Set(fault);
        return TypedResults.NoContent();
    }

    /// <summary>Waits as the fault says, and gives its answer unless the write is to be done after all.</summary>
    private static async Task<JsonHttpResult<ErrorBody>?> MeetFaultAsync(string kind, FaultInjector faults)
    {
        if (faults.Take(kind) is not { } fault)
        {
            return null;
        }

        await Task.Delay(fault.DelayMs);
        return fault.Status is >= 200 and < 300
            ? null
            : TypedResults.Json(new ErrorBody($"The next writes of {kind} were set to fail."), statusCode: fault.Status);
    }

    private static ErrorBody NameTaken(JsonObject node) =>
        new($"Another node is named '{node["name"]}'. Choose another name, or remove that node.");

    private static ErrorBody Missing(string kind, string id) => new($"There is no {kind}/{id}.");
}

/// <summary>The answer to a write.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Revision">How often the object has been put.</param>
internal sealed record Applied(string Status, int Revision);
