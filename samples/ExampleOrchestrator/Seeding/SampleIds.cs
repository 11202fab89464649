using Orchestrator.Products;

namespace ExampleOrchestrator.Seeding;

/// <summary>An endpoint of the example's own, for commands in a shell: ids are different in each database.</summary>
internal static class SampleIds
{
    /// <summary>Maps <c>GET /example/{product}</c>: the id of the oldest active subscription of a product, as plain text.</summary>
    internal static void MapSampleIds(this WebApplication app) => app.MapGet("/example/{product}", FindAsync);

    private static async Task<IResult> FindAsync(
        string product,
        ISubscriptionDirectory directory,
        SeedingProgress progress,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (!progress.IsDone)
        {
            response.Headers.RetryAfter = "2";
            return Results.Text(
                "The example is still creating its data. Repeat the request in a few seconds.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var found = await directory.SearchAsync("status:active", skip: 0, take: 500, cancellationToken: cancellationToken);
        return found.Items.LastOrDefault(subscription => subscription.Product.Name == product) is { } oldest
            ? Results.Text($"{oldest.SubscriptionId}")
            : Results.NotFound($"There is no active subscription of product '{product}'.");
    }
}
