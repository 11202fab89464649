using System.Net;
using CsCheck;
using Orchestrator.Products.Mapping;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

public sealed class SubscriptionRoundTripTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String.AlphaNumeric,
        Gen.OneOf<string>("", " ", "it's", "a\nb", "héllo", "漢字", "True", "%_\\")
    );

    private static readonly Gen<Shape> Shapes = Gen.Select(
        Gen.Int[0, 4].List[2, 6],
        Gen.Int[0, 2].List[0, 3],
        Gen.Bool,
        Gen.Int.Nullable(),
        Gen.Select(Gen.Bool, Texts.Null(), Texts.Null(), static (policed, remark, label) => (policed, remark, label)),
        Gen.Select(
            Gen.Long.Nullable(),
            Gen.Decimal.Nullable(),
            Gen.Double.Where(double.IsFinite).Nullable(),
            static (counter, price, loss) => (counter, price, loss)
        ),
        Gen.Select(
            Gen.Guid.Nullable(),
            Gen.Date.Nullable(),
            Gen.Byte.Array[4].Select(static bytes => new IPAddress(bytes)).Null(),
            Gen.Enum<CircuitKind>().Nullable(),
            static (reference, since, gateway, kind) => (reference, since, gateway, kind)
        ),
        Gen.Int[-50, 50].List[0, 5],
        static (endpoints, spares, backup, speed, first, numbers, others, tags) =>
            new Shape(endpoints, spares, backup, speed, first, numbers, others, tags)
    );

    [Fact]
    public async Task Any_tree_reads_back_as_it_was_saved_however_it_was_changed_from_another_one()
    {
        await using var database = await CoreDatabase.CreateAsync();
        Port[] ports = [await database.CreatePortAsync("a"), await database.CreatePortAsync("b"), await database.CreatePortAsync("c")];
        var generated = 0;

        await Gen.Select(Shapes, Shapes)
            .SampleAsync(
                async (before, after) =>
                {
                    generated++;
                    var created = Circuit.Create(database.ProductId("circuit"), "customer");
                    before.ApplyTo(created.Block, ports);
                    await database.SaveAsync(database.OpenSession(), created);
                    await AssertStoredAsync(database, created);

                    var session = database.OpenSession();
                    var changed = await session.GetAsync<Circuit>(created.SubscriptionId);
                    after.ApplyTo(changed.Block, ports);
                    await database.SaveAsync(session, changed);
                    await AssertStoredAsync(database, changed);
                },
                iter: 40,
                threads: 1
            );

        Assert.True(generated >= 40);
    }

    private static async Task AssertStoredAsync(CoreDatabase database, Circuit expected)
    {
        var stored = await database.LoadAsync<Circuit>(expected.SubscriptionId);

        Assert.Equal(SubscriptionJson.WriteMembers(expected).ToJsonString(), SubscriptionJson.WriteMembers(stored).ToJsonString());
    }

    /// <summary>
    /// What a circuit's block looks like; an endpoint number below the length of the list keeps an endpoint that is there.
    /// </summary>
    private sealed record Shape(
        List<int> Endpoints,
        List<int> Spares,
        bool Backup,
        int? Speed,
        (bool Policed, string? Remark, string? Label) First,
        (long? Counter, decimal? Price, double? Loss) Numbers,
        (Guid? Reference, DateTime? Since, IPAddress? Gateway, CircuitKind? Kind) Others,
        List<int> Tags
    )
    {
        internal void ApplyTo(CircuitBlock block, Port[] ports)
        {
            var kept = new List<EndpointBlock>();
            foreach (var number in Endpoints)
            {
                var endpoint =
                    number < block.Endpoints.Count && !kept.Contains(block.Endpoints[number])
                        ? block.Endpoints[number]
                        : new EndpointBlock();
                endpoint.Port = ports[number % ports.Length].Block;
                endpoint.Vlan = number == 3 ? null : number;
                kept.Add(endpoint);
            }

            block.Endpoints = kept;
            block.Backup = Backup ? new EndpointBlock { Port = ports[0].Block } : null;
            block.Spares = [.. Spares.Select(number => ports[number].Block)];
            block.Label = First.Label;
            (block.Speed, block.Policed, block.Remark) = (Speed, First.Policed, First.Remark);
            (block.Counter, block.Price, block.Loss) = Numbers;
            block.Reference = Others.Reference;
            block.Since = Others.Since is { } since ? DateOnly.FromDateTime(since) : null;
            block.CheckedAt = Others.Since is { } moment ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)) : null;
            (block.Gateway, block.Kind) = (Others.Gateway, Others.Kind);

            block.Tags = Tags;
        }
    }
}
