using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Storage;

/// <summary>
/// What the page on operating says of an upgrade, with a version that has one migration more. The commands of its backup are typed by the
/// tests of the API.
/// </summary>
public sealed class UpgradeTests
{
    private const string NextId = "29990101000000_Next";

    [Fact]
    public async Task A_host_of_the_next_version_migrates_and_continues_and_one_of_the_version_before_refuses_from_then_on()
    {
        using var database = TestDatabase.New();
        Guid suspended;
        await using (var before = await EngineHost.StartAsync(database))
        {
            await before.CreateThingAsync();
            suspended = (await before.RunPlainAsync("ask_then_call_back", ProcessStatus.Suspended)).ProcessId;
        }

        await using (var next = await EngineHost.StartAsync(database, services: UseNext))
        {
            Assert.Equal(["1|upgraded"], database.Query("SELECT count(*), min(upgraded) FROM subscriptions"));
            await next.Processes.ResumeAsync(suspended, [EngineHost.Page(new { answer = 1 })], "ann");
            await next.WaitAsync(suspended, ProcessStatus.AwaitingCallback);
        }

        await using (var again = await EngineHost.StartAsync(database, services: UseNext))
        {
            await again.CreateThingAsync();
        }

        var refusal = await Assert.ThrowsAsync<StorageException>(() => EngineHost.StartAsync(database));
        Assert.Equal("storage_newer", refusal.Code);
        Assert.Contains(NextId, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("restore a backup", refusal.Message, StringComparison.Ordinal);
    }

    private static void UseNext(IServiceCollection services) =>
        services.ConfigureDbContext<OrchestratorDbContext>(static options => options.ReplaceService<IMigrationsAssembly, NextMigrations>());

    /// <summary>What the next version adds.</summary>
    [Migration(NextId)]
    private sealed class Next : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("ALTER TABLE subscriptions ADD COLUMN upgraded VARCHAR(20) NOT NULL DEFAULT 'upgraded'");
    }

    /// <summary>The migrations of the database's own package, and one more.</summary>
    private sealed class NextMigrations : IMigrationsAssembly
    {
        public NextMigrations(IDbContextOptions options)
        {
            Assembly = Assembly.Load(RelationalOptionsExtension.Extract(options).MigrationsAssembly!);
            ModelSnapshot = (ModelSnapshot)Activator.CreateInstance(OfType<ModelSnapshot>().Single(), nonPublic: true)!;
            Migrations = OfType<Migration>()
                .ToDictionary(static type => type.GetCustomAttribute<MigrationAttribute>()!.Id)
                .Append(new(NextId, typeof(Next).GetTypeInfo()))
                .ToDictionary();
        }

        public IReadOnlyDictionary<string, TypeInfo> Migrations { get; }

        public ModelSnapshot ModelSnapshot { get; }

        public Assembly Assembly { get; }

        public string? FindMigrationId(string nameOrId) => Migrations.Keys.SingleOrDefault(id => id == nameOrId);

        public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
        {
            var migration = (Migration)Activator.CreateInstance(migrationClass, nonPublic: true)!;
            migration.ActiveProvider = activeProvider;
            return migration;
        }

        private IEnumerable<TypeInfo> OfType<T>() => Assembly.DefinedTypes.Where(static type => type.IsSubclassOf(typeof(T)));
    }
}
