using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Customers;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What is shown of a customer.</summary>
public sealed class CustomerTests
{
    private const string Known = "6c1d2b8e-3d52-4d13-9b6f-1d6f5b0b7a11";
    private const string Unknown = "0c7f8f3e-5c0b-4f43-8d3b-9e5e4f1f7b22";

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

    private static BunitContext CreateContext()
    {
        var context = new BunitContext();
        context.Services.AddScoped<CustomerDirectory>();
        return context;
    }

    private static IRenderedComponent<CustomerText> Render(BunitContext context, string id) =>
        context.Render<CustomerText>(parameters => parameters.Add(static shown => shown.Id, id));

    private sealed class Names : ICustomerNames
    {
        internal int Asked { get; private set; }

        public Task<string?> FindAsync(string customerId, CancellationToken cancellationToken = default)
        {
            Asked++;
            return customerId switch
            {
                Known => Task.FromResult<string?>("Example Network"),
                Unknown => Task.FromResult<string?>(null),
                _ => throw new IOException("The administration does not answer."),
            };
        }
    }
}
