using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.Api.Tests.Security;

/// <summary>Who a request is signed in as: a signed-in user is never taken for someone else, and never for the system.</summary>
public sealed class AuthenticatedNameTests
{
    [Theory]
    [InlineData("ann", ClaimTypes.Name, "ann")]
    [InlineData("ann", ClaimTypes.Name, "ann", "sub", "42")]
    [InlineData("sub:42", "sub", "42")]
    [InlineData("sub:42", ClaimTypes.NameIdentifier, "42")]
    [InlineData("sub:42", "client_id", "billing", "sub", "42")]
    [InlineData("client_id:billing", "client_id", "billing")]
    [InlineData("client_id:admin", "client_id", "admin")]
    [InlineData("azp:billing", "azp", "billing")]
    [InlineData("appid:billing", "appid", "billing")]
    [InlineData("client_id:billing", "sub", " ", "client_id", "billing")]
    [InlineData("sub:42", ClaimTypes.Name, " ", "sub", "42")]
    [InlineData("name:SYSTEM", ClaimTypes.Name, "SYSTEM")]
    [InlineData("name:system", ClaimTypes.Name, "system")]
    [InlineData("sub:SYSTEM", "sub", "SYSTEM")]
    [InlineData("urn:ann", ClaimTypes.Name, "urn:ann")]
    [InlineData("name:client_id:billing", ClaimTypes.Name, "client_id:billing")]
    [InlineData("name:SUB:42", ClaimTypes.Name, "SUB:42")]
    [InlineData("name: sub:42", ClaimTypes.Name, " sub:42")]
    [InlineData("authenticated without a name", "role", "admin")]
    public void It_is_a_name_otherwise_a_stable_claim_with_its_kind_otherwise_no_one(string expected, params string[] claims) =>
        Assert.Equal(expected, AuthenticatedName.Identify(new(Identity("test", claims))));

    [Fact]
    public void Two_who_differ_in_what_they_are_or_in_their_text_never_have_one_name()
    {
        string[] kinds = [ClaimTypes.Name, "sub", "client_id", "azp", "appid"];
        string[] plain = ["42", "SYSTEM", "authenticated without a name", "not signed in"];
        string[] prefixes = ["name:", "sub:", "client_id:", "azp:", "appid:"];
        string[] once = [.. prefixes.SelectMany(prefix => plain.Select(text => prefix + text))];
        string[] texts = [.. plain, .. once, .. prefixes.SelectMany(prefix => once.Select(text => prefix + text))];

        string[] names =
        [
            .. kinds.SelectMany(kind => texts.Select(text => AuthenticatedName.Identify(new(Identity("test", kind, text)))!)),
            AuthenticatedName.Identify(new(Identity("test")))!,
            "SYSTEM",
            AuthenticatedName.Anonymous,
        ];

        Assert.Equal([], names.CountBy(static name => name).Where(static name => name.Value > 1));
    }

    [Fact]
    public void No_one_is_signed_in_without_an_authenticated_identity_and_one_of_several_is_enough()
    {
        var stranger = Identity(authentication: null, ClaimTypes.Name, "admin");

        Assert.Null(AuthenticatedName.Identify(new(stranger)));
        Assert.Null(AuthenticatedName.Identify(new()));
        Assert.Equal("sub:42", AuthenticatedName.Identify(new([stranger, Identity("test", "sub", "42")])));
    }

    [Theory]
    [InlineData("?reporter=admin", "client_id:m", "client_id", "m")]
    [InlineData("", "client_id:m", "client_id", "m")]
    [InlineData("?reporter=SYSTEM", "authenticated without a name", "role", "any")]
    [InlineData("", "authenticated without a name", "role", "any")]
    [InlineData("?reporter=admin", "ann", ClaimTypes.Name, "ann")]
    [InlineData("", "not signed in")]
    [InlineData("?reporter=SYSTEM", "not signed in")]
    [InlineData("?reporter=ann", "ann")]
    public async Task The_authorizer_is_asked_about_who_is_signed_in_and_never_about_a_reporter_or_the_system(
        string query,
        string expected,
        params string[] claims
    )
    {
        var asked = new Refuse();
        await using var host = new ApiHost
        {
            Principal = claims.Length == 0 ? null : new(Identity("test", claims)),
            Services = services => services.AddSingleton<IWorkflowAuthorizer>(asked),
        };
        await host.InitializeAsync();

        using var answer = await host.Http.PostAsJsonAsync($"/api/processes/validate_nothing{query}", new[] { new { } });

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal([expected], asked.Users);
    }

    private static ClaimsIdentity Identity(string? authentication, params string[] claims) =>
        new(claims.Chunk(2).Select(static claim => new Claim(claim[0], claim[1])), authentication);

    private sealed class Refuse : IWorkflowAuthorizer
    {
        private readonly ConcurrentQueue<string> _users = new();

        public IReadOnlyCollection<string> Users => _users;

        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            _users.Enqueue(request.User);
            return ValueTask.FromResult(false);
        }
    }
}
