using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Dashboard.Customers;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What is shown of a customer.</summary>
public sealed class CustomerTests
{
    private const string Known = "6c1d2b8e-3d52-4d13-9b6f-1d6f5b0b7a11";
    private const string Unknown = "0c7f8f3e-5c0b-4f43-8d3b-9e5e4f1f7b22";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void An_id_is_cut_off_where_it_is_shown_and_copied_as_a_whole_and_a_name_is_not()
    {
        using var context = CreateContext();

        var id = Render(context, Known).Find("span.id");

        Assert.Equal((Known, Known), (id.TextContent, id.GetAttribute("title")));
        Assert.Empty(Render(context, "University of Utrecht").FindAll(".id"));
    }

    [Fact]
    public void A_customer_whose_name_the_application_knows_has_its_name_and_the_others_their_ids()
    {
        using var context = CreateContext();
        context.Services.AddSingleton<ICustomerNames, Names>();

        Assert.Equal("Example Network", Render(context, Known).Find($"span[title='{Known}']").TextContent);
        Assert.Equal(Unknown, Render(context, Unknown).Find("span.id").TextContent);
        Assert.Equal("broken", Render(context, "broken").Markup.Trim());
    }

    [Fact]
    public void A_customer_that_the_application_does_not_know_is_asked_for_once()
    {
        using var context = CreateContext();
        var names = new Names();
        context.Services.AddSingleton<ICustomerNames>(names);

        Render(context, Unknown);
        Render(context, Unknown);

        Assert.Equal(1, names.Asked);
    }

    [Fact]
    public void A_customer_whose_name_could_not_be_found_is_asked_for_again_after_a_while_and_not_for_each_row()
    {
        using var context = CreateContext();
        var names = new Names();
        context.Services.AddSingleton<ICustomerNames>(names);

        Render(context, "broken");
        Render(context, "broken");
        Assert.Equal(1, names.Asked);

        _time.Advance(CustomerDirectory.RetryAfter);
        Render(context, "broken");

        Assert.Equal(2, names.Asked);
    }

    [Fact]
    public async Task Rows_of_one_customer_that_are_shown_at_the_same_time_ask_once()
    {
        var names = new Names { Gate = new() };
        using var directory = new CustomerDirectory(NullLogger<CustomerDirectory>.Instance, _time, names);
        using var left = new CancellationTokenSource();

        var gone = directory.FindNameAsync(Known, left.Token);
        var rows = directory.FindNamesAsync([Known, Known, Unknown], Xunit.TestContext.Current.CancellationToken);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        names.Gate.SetResult();

        Assert.Equal([new(Known, "Example Network")], await rows);
        Assert.Equal(2, names.Asked);
    }

    private BunitContext CreateContext()
    {
        var context = new BunitContext();
        context.Services.AddSingleton<TimeProvider>(_time);
        context.Services.AddScoped<CustomerDirectory>();
        return context;
    }

    private static IRenderedComponent<CustomerText> Render(BunitContext context, string id) =>
        context.Render<CustomerText>(parameters => parameters.Add(static shown => shown.Id, id));

    private sealed class Names : ICustomerNames
    {
        internal int Asked { get; private set; }

        /// <summary>What a call waits for; null for nothing.</summary>
        internal TaskCompletionSource? Gate { get; init; }

        public async Task<string?> FindAsync(string customerId, CancellationToken cancellationToken = default)
        {
            Asked++;
            await (Gate?.Task ?? Task.CompletedTask);
            return customerId switch
            {
                Known => "Example Network",
                Unknown => null,
                _ => throw new IOException("The administration does not answer."),
            };
        }
    }
}
