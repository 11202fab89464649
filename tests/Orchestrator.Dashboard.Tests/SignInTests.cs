using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dashboard.Layout;
using Orchestrator.Dashboard.Session;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Processes;
using ProcessPage = Orchestrator.Dashboard.Processes.ProcessPage;

namespace Orchestrator.Dashboard.Tests;

/// <summary>A page that stays open asks again who looks at it.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private readonly DashboardHost _host = new()
    {
        Configure = static options => options.Authentication.Disabled = false,
        Services = static services => services.AddAuthentication("none").AddCookie("none"),
        Pages = static pages => pages.RequireAuthorization(static policy => policy.RequireClaim("role", "operator")),
    };
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _browser = new(_host);
        SignIn(_browser, new Claim("role", "operator"));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("signed out")]
    [InlineData("expired")]
    [InlineData("role withdrawn")]
    public async Task Who_is_signed_in_no_longer_reads_nothing_and_does_nothing(string ended)
    {
        _host.Plant.Failures = 1;
        var failed = await _host.Engine.RunAsync("inspect_plant", new { });
        var page = _browser.Render<ProcessPage>(parameters => parameters.Add(static page => page.ProcessId, failed.ProcessId));
        page.WaitForAssertion(() => Assert.NotNull(Browser.FindButton(page, "Retry")));

        End(ended);
        await Browser.ClickAsync(page, "Retry");

        page.WaitForAssertion(() =>
        {
            Assert.Contains("Your sign-in has ended", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
            Assert.Null(Browser.FindButton(page, "Retry"));
        });
        await _host.Processes.SetNoteAsync(failed.ProcessId, "seen by no one", "test");
        page.WaitForAssertion(() => Assert.DoesNotContain("inspect_plant", page.Markup, StringComparison.Ordinal));
        Assert.Equal(ProcessStatus.Failed, (await _host.Processes.GetAsync(failed.ProcessId)).Status);
    }

    [Fact]
    public async Task The_layout_shows_no_page_any_longer_and_offers_to_sign_in_again()
    {
        await using var browser = new Browser(_host, hasLayout: true);
        SignIn(browser, new Claim("role", "operator"));
        var layout = browser.Render<MainLayout>(static parameters =>
            parameters.Add(static layout => layout.Body, static builder => builder.AddContent(0, "What is secret"))
        );
        layout.WaitForAssertion(() => Assert.Contains("What is secret", layout.Markup, StringComparison.Ordinal));

        browser.Authorization.SetNotAuthorized();

        layout.WaitForAssertion(() =>
        {
            Assert.DoesNotContain("What is secret", layout.Markup, StringComparison.Ordinal);
            Assert.NotNull(Browser.FindButton(layout, "Sign in again"));
        });
    }

    [Fact]
    public async Task A_connection_ends_with_the_ticket_of_the_request_that_opened_it_unless_the_application_has_a_provider_of_its_own()
    {
        await using var scope = _host.Provider.CreateAsyncScope();

        Assert.IsType<ExpiringSignIn>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());
    }

    private void End(string how)
    {
        switch (how)
        {
            case "signed out":
                _browser.Authorization.SetNotAuthorized();
                break;
            case "expired":
                SignIn(_browser, new Claim("role", "operator"), new Claim("exp", "1"));
                break;
            default:
                SignIn(_browser);
                break;
        }
    }

    private static void SignIn(Browser browser, params Claim[] claims)
    {
        browser.Authorization.SetAuthorized("ann");
        browser.Authorization.SetClaims(claims);
    }
}
