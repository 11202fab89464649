using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Overview;
using Orchestrator.Dashboard.Processes;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Operations.Authorization;
using Orchestrator.Products;
using ProcessPage = Orchestrator.Dashboard.Processes.ProcessPage;

namespace Orchestrator.Dashboard.Tests;

/// <summary>No page shows what belongs to a customer whom its user does not see.</summary>
public sealed class ReadScopeTests : IAsyncLifetime
{
    private const string Secret = "secret room";

    private readonly Scope _scope = new();
    private readonly DashboardHost _host;
    private Browser _browser = null!;
    private Guid _valve;
    private Guid _process;

    public ReadScopeTests() => _host = new() { Services = services => services.AddSingleton<IReadAuthorizer>(_scope) };

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _browser = new(_host);
        _valve = await _host.CreateValveAsync(Secret);
        await _host.IntroduceDriftAsync(_valve, opening: 99);
        _process = (await _host.Processes.SearchAsync(new([new("subscription_id", _valve.ToString())], [], 0, 1))).Items[0].ProcessId;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public void Every_page_shows_it_to_those_who_see_its_customer_and_to_no_one_else()
    {
        Check(isSeen: true);
        _scope.Customers = ["another"];
        Check(isSeen: false);
    }

    [Fact]
    public async Task A_page_that_is_open_when_its_user_may_not_see_it_any_longer_shows_nothing_of_it()
    {
        var page = _browser.Render<SubscriptionPage>(parameters => parameters.Add(static page => page.SubscriptionId, _valve));
        page.WaitForAssertion(() => Assert.Contains(Secret, page.Markup, StringComparison.Ordinal));

        // Its plan is made of a check, which the next one would share.
        page.WaitForElement("ul[aria-label=Plan] li");
        _scope.Customers = ["another"];
        await _host.IntroduceDriftAsync(_valve, opening: 98);

        page.WaitForAssertion(() =>
        {
            Assert.DoesNotContain(Secret, page.Markup, StringComparison.Ordinal);
            Assert.NotEmpty(page.FindAll("[role=alert]"));
        });
    }

    [Fact]
    public async Task Another_subscription_on_the_same_page_shows_nothing_of_the_one_before()
    {
        var other = await _host.CreateValveAsync("open room");
        var page = _browser.Render<SubscriptionPage>(parameters => parameters.Add(static page => page.SubscriptionId, _valve));
        page.WaitForAssertion(() => Assert.Contains(Secret, page.Markup, StringComparison.Ordinal));

        page.Render(parameters => parameters.Add(static page => page.SubscriptionId, other));

        Assert.DoesNotContain(Secret, page.Markup, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("open room", page.Markup, StringComparison.Ordinal));
    }

    private void Check(bool isSeen)
    {
        Check<SubscriptionListPage>(isSeen, Secret);
        Check<SubscriptionPage>(isSeen, Secret, parameters => parameters.Add(static page => page.SubscriptionId, _valve));
        Check<ProcessListPage>(isSeen, _process.ToString(), address: "processes");
        Check<ProcessPage>(isSeen, Secret, parameters => parameters.Add(static page => page.ProcessId, _process));
        Check<DriftPage>(isSeen, "valve in the plant");
    }

    private void Check<T>(
        bool isSeen,
        string text,
        Action<ComponentParameterCollectionBuilder<T>>? select = null,
        string address = "subscriptions"
    )
        where T : IComponent
    {
        _browser.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = _browser.Render<T>(parameters => select?.Invoke(parameters));
        if (isSeen)
        {
            page.WaitForAssertion(() => Assert.Contains(text, page.Markup, StringComparison.Ordinal));
        }
        else
        {
            // What a page shows of nothing: an error, or a list that is empty.
            page.WaitForAssertion(() => Assert.Matches("role=\"alert\"|0 found|all 0|Nothing was checked", page.Markup));
            Assert.DoesNotContain(text, page.Markup, StringComparison.Ordinal);
        }
    }

    private sealed class Scope : IReadAuthorizer
    {
        internal string[] Customers { get; set; } = ["customer"];

        public ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default) =>
            new(user.AuthenticatedName == "test" ? CustomerScope.All : CustomerScope.Only(Customers));
    }
}
