import { Component, Task, typescript } from 'projen';

/** A bundle that ships with the package. */
export interface ShippedBundle {
  /** Writes the bundle and its metafile. */
  readonly task: Task;
  /** The path of esbuild's metafile, which `writeMetafile` of tools/bundle/bundled-packages.ts writes. */
  readonly metafile: string;
}

export interface ThirdPartyCodeOptions {
  readonly bundles: readonly ShippedBundle[];
}

/** Lists the third-party code that ships: licences in THIRD-PARTY-NOTICES, and a bill of materials for each release. */
export class ThirdPartyCode extends Component {
  constructor(project: typescript.TypeScriptProject, { bundles }: ThirdPartyCodeOptions) {
    super(project);
    const metafiles = bundles.map(({ metafile }) => metafile).join(' ');
    const notices = project.addTask('notices', {
      description: 'Write THIRD-PARTY-NOTICES: the licence of every package that is in a bundle',
      exec: `tsx tools/release/third-party-notices.ts ${metafiles}`,
    });
    const sbom = project.addTask('sbom', {
      description: 'Write dist/sbom: what ships, as a CycloneDX bill of materials',
      exec: `tsx tools/release/sbom.ts ${metafiles}`,
    });
    project.preCompileTask.spawn(notices);
    project.packageTask.spawn(sbom);

    project.gitignore.exclude('/.bundles/');
    project.npmignore?.exclude('/.bundles/');
    project.npmignore?.include('/THIRD-PARTY-NOTICES');

    project.release?.publisher.addGitHubPostPublishingSteps({
      name: 'Attach the bill of materials',
      if: '${{ !inputs.dry_run }}',
      env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' },
      run: 'gh release upload "$(cat dist/releasetag.txt)" dist/sbom/*.json --clobber -R "$GITHUB_REPOSITORY"',
    });
  }
}
